"""The bound that the words around a value give it: 不超过, 最高, 以上, 左右."""

from __future__ import annotations

import re

from ingest.facts.quantity import Value
from ingest.types import Bound

_LESS = (
    "不超过|不得大于|不得超出|不超出|不能超过|不得多于|不逾|不得超过|不高于|不得高于|不多于|不大于|至多|最多|最高可?达?|最高不超过|上限为?|"
    r"最长|最高[^，。；、\d]{0,8}?(?:额度|金额|限额|标准)(?:分别)?(?:为|是|可?(?:提高|放宽|增加|达)[到至]?)|封顶|未超过|没有超过|不足|低于|少于|小于|未满|不满|不到|没到|未达到?"
)
_MORE = (
    r"不低于|不得低于|不少于|不得少于|不小于|至少|最低[^，。；、\d]{0,8}?(?:额度|金额|限额|标准)(?:分别)?为|"
    "至少|最低|下限为?|超过|高于|多于|大于|突破|满"
)
# 只能购买1套, 每户限购2套, 最多资助5件, 至少召开两次: the verb may stand between
_LESS_NEAR = (
    r"(?:只|仅)(?:能|限|可|准|得)[^，。；、\d的]{0,6}|(?<![期上下年权时界局有])限(?:报|购|领|申报|申请|推荐|租|办)?|"
    r"(?:至多|最多)[^，。；、\d的]{0,4}"
)
_ABOUT = "大约|(?<![违合签预条契规公节制集简])约为?|(?<![最附邻就相接临])近"  # 违约金, 附近 are no 约, no 近
_BEFORE = re.compile(
    rf"(?:(?P<less>{_LESS}|{_LESS_NEAR})|(?P<more>{_MORE})|(?P<about>{_ABOUT}))(?:的|为|达到?|人民币|投入|给予|建成|建设|建立|设立|拥有|有|安排|资助|补助|奖励|支持|推荐|申报|发放|享受|保留|延长|新台币|每[年月人户家])?$"
)
# 最高可补贴300元, 每户最高贴息5万元, 至少召开2次: the verb that stands between says what it is of
BEFORE_VERB = re.compile(
    r"(?P<less>最高可?(?:以)?(?:补[助贴]|返还|报销|贴息|减免|申[请领]|贷款|奖励|资助)|最高[^，。；、\d]{2,8}可?(?:提高|放宽)[到至])$|(?P<more>至少[^，。；、\d的]{1,4})$"
)
# 按不低于年销售收入的0.6%: the bound stands before the base
_FLOOR = "不低于|不得低于|不少于|不得少于|不小于"
_CEILING = "不超过|不得超过|不能超过|不高于|不得高于|不大于|不得大于"
_BEFORE_BASE = re.compile(
    rf"(?:(?P<less>{_LESS})|(?P<more>{_MORE})|(?P<about>{_ABOUT}))(?=[^，。；、\d]{{2,14}}的$)"
    rf"|(?:(?P<ceiling>{_CEILING})|(?P<floor>{_FLOOR}))(?=[^，。；\d奖补给罚加减提]{{2,30}}$)"
)
_AFTER = re.compile(
    r"(?:人民币|/[年月日人户家件个])?(?:\([^()]{0,12}\))?(?:及|\(含\))?(?:(?P<more>以上|及以上|或更多|起(?!步|动|草|来|施|，))|"
    r"(?P<less>以下|以内|之内|为上?限|[限额]额内|额度内|内(?!部|容|的|资|地|涵|外|设))|(?P<about>左右|上下))"
)
# 不得超过登记注册之日起4年: the bound of a term stands before the day from which it runs
_BEFORE_DAY = re.compile(r"(?P<less>不得?超过|不能超过|不晚于|不迟于)[^，。；\d]{2,20}起$")
_CURRENCY = re.compile("(?:新台币|港币|澳门币|美金)$")  # it is a part of the sum, and no yuan
_STRICT = re.compile(r"(?<![不得未有能])(?:超过|高于|多于|大于|突破|不足|低于|少于|小于|未满|不满|未达到?)$")


def bounded(text: str, v: Value) -> Value:
    """The value with the bound that the words around it give: 不超过, 最高, 以上, 左右."""
    if v.kind == "date":
        return v
    lead = text[max(0, v.start - 10) : v.start]
    before = _BEFORE.search(lead) or BEFORE_VERB.search(lead)
    after = _AFTER.match(text, v.end)
    start = v.start - len(lead) + before.start() if before else v.start
    if before is None and v.kind == "percent":
        before = _BEFORE_BASE.search(text[max(0, v.start - 30) : v.start])
        start = max(0, v.start - 30) + before.start() if before else start
    if before is None and v.kind == "duration":
        before = _BEFORE_DAY.search(text[max(0, v.start - 30) : v.start])
        start = max(0, v.start - 30) + before.start() if before else start
    if v.kind == "money" and (named := _CURRENCY.search(text, max(0, start - 3), start)):
        start = named.start()
    end = after.end() if after else v.end
    strict = bool(before and not before[0].startswith("不得") and _STRICT.search(before[0]))
    strict = strict and not text.startswith(("(含)", "（含）"), v.end)  # 小于5000万元(含)
    bound: Bound = v.bound
    if v.value_max is not None:
        return Value(v.start, v.end, v.kind, v.value, v.unit, v.value_max, bound, v.strict, end, start)
    if text[start - 1 : start] in ("几", "数", "上") and start and text[v.start] in "十百千万":
        bound = "about"  # 几十万元, 上百万元
    for m in (before, after):
        if m:
            said = m.groupdict()
            more, less = said.get("more") or said.get("floor"), said.get("less") or said.get("ceiling")
            bound = "at_least" if more else "at_most" if less else "about"
    return Value(v.start, v.end, v.kind, v.value, v.unit, None, bound, strict, end, start)
