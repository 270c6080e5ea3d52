"""Which days and durations are terms: until when, from when, for how long; and which only describe an applicant."""

from __future__ import annotations

import re

from ingest.facts.context import Context
from ingest.facts.frames import Frame
from ingest.facts.values import Value
from ingest.types import FactKind

_DAY_NAMED = re.compile(r"(?:截止|截至|时间|时限|日期|期限|有效期|期间)[^，。；]{0,8}$|(?:自|从|至|到|于|每年)$")
_DAY_LABEL = re.compile(
    "(?:截止(?:时间|日期)?|时限|期限|(?:报名|申报|申请|受理|公示|办理|提交|完成)(?:时间|日期))[：:]$"
)  # 完成时限：2024年10月底
_MOVED_TO = re.compile("(?:延长|延期|延迟|推迟|顺延|提前|展期|截止)[到至]$")
_ISSUED = re.compile("[^，。；]{0,8}(?:修正|修订|公布|发布|通过|批准)(?:的|之|前|后|时|，)")  # the day of a text cited
_DASH = re.compile(r"[—－-]\D")
_COMING = re.compile("未来|今后|(?<!最)近$")
_DEALT_WITH = re.compile("内|办结|答复|公示")
_WITHIN = re.compile(r"(?:之|以)?内(?!部|的?(?:高校|人员|企业|小微))")
_FROM_OR_MAY = re.compile(r"自|起|可|应|不得|后")
_TERM_AFTER = re.compile(r"后?前|(?:的)?(?:公示|期|有效期|试用|过渡|宽限|内)")
_KEPT = re.compile(r"不得|保留|缩短至?|免费|免租|延长")
_TERM = re.compile(
    r"(?:期限?|期间|期满|时间|时长|为期|延长|延期|延续|保留|连续|享受|周期|有效|起|届满|之日起|结转|发放|公示|年限|之日后|后|不超过|缩短)[^，。；\d]{0,8}$"
)
_TERM_NAMED = re.compile("期限|期间|为期|年限|时间|延长|延期|[日天月年]期为|有效期|租期|补[贴助]期")
_COUNTED = re.compile("[日天月年]数(?:为|以)?$")  # 补正日数不得超过十日
_OF_AGE = re.compile(r"\d元|补[助贴]|津贴")  # 80至89周岁每人每月50元: the age picks the sum
_STOPPED = re.compile(r"(?:停止|停业|停产|暂停|中止|暂扣|取消)[^，。；\d]{0,20}$")
_GRANTED_FOR = re.compile("(?:补[贴助]|津贴|贴息|减免|免租|资助|缓缴|享受)[^，。；]{0,6}$")
_OF_APPLICANT = re.compile(
    r"(?:毕业|离校|注册|成立|登记|入职|工作|从事|参保|缴纳[^，。；]{0,14}|租|经营|设立|满|近|最近|未满|出生|居住|连续|超过|以前|招用|经历|年龄|年满|任职|服务)(?:已|时间)?(?:满|超过|不少于|不足|达|以)?$"
)


def kind_of_day(text: str, frame: Frame, v: Value) -> FactKind | None:
    if re.search("[至到]", text[v.start : v.end]):
        return "deadline"  # 8月7日至8月21日
    if frame.before.endswith(("到", "至")) and isinstance(v.value, str) and len(v.value) == 4:
        return "deadline"
    done = re.search(
        r"^(?:[（(].*?[)）])?(?:之?前|底|末|止|起|至|24时)|^[^，。；]{0,10}(?:完成|启动|截止|施行|实施|开始)",
        frame.after[:14],
    )
    named = _DAY_NAMED.search(frame.before)
    if _DASH.match(frame.after) or _ISSUED.match(frame.after):
        return None
    if _MOVED_TO.search(frame.before) or _DAY_LABEL.search(text, max(0, v.start - 8), v.start):
        return "deadline"
    return "deadline" if done or (named and len(str(v.value)) > 4) else None


def kind_of_duration(text: str, frame: Frame, v: Value, context: Context) -> FactKind | None:
    before, after = (
        text[max(frame.fragment.start, v.start_bound - 24) : v.start_bound],
        text[v.end : v.end_bound] + frame.after,
    )
    if v.strict and v.value_max is None and not context.qualifies and v.unit not in ("岁", "周岁"):
        return None  # 年限超过10年, 不足一年: whom it is about
    if v.unit in ("岁", "周岁") and _OF_AGE.search(text, v.end_bound, frame.fragment.end):
        return None
    if v.unit in ("岁", "周岁") or (context.qualifies and v.unit == "小时" and v.bound != "exact"):
        return "condition"
    if v.unit == "年" and _COMING.search(before[-3:]):
        return "deadline"
    if v.unit in ("分钟", "小时") and not _DEALT_WITH.search(after[:6]):
        return None
    if re.match(
        r"(?:以上|以下|内)?[^，。；、]{0,3}的?(?:高校|职工|人员|企业|工作经历|从业|经验|会计年度|贷款|期贷款)|度|来|前的",
        after,
    ):
        return None
    if v.unit in ("年度", "学年", "季度") and re.match("[^，。；内后前止期]", after):
        return None  # 享受相应的2个年度待遇
    within = bool(_WITHIN.match(after))
    if _OF_APPLICANT.search(before) and not _FROM_OR_MAY.search(before):
        return None
    if within or _COUNTED.search(before) or _TERM.search(before) or _TERM_AFTER.match(after):
        return "deadline"
    if _KEPT.search(before) or (v.bound != "at_least" and _STOPPED.search(before)):
        return "deadline"
    # 合同期限一般为3年，最长不超过5年: the term was named before
    if v.bound != "at_most" or v.start_bound == v.start:
        return None
    named = not before.strip("但且最长可") and _TERM_NAMED.search(text, frame.segment.start, v.start_bound)
    granted = _GRANTED_FOR.search(before) or _GRANTED_FOR.search(text, v.start_bound, v.start)
    return "deadline" if named or granted else None
