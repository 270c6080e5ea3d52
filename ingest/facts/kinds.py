"""Which kind of fact a value is: the word of giving, charging, limiting or aiming that stands nearest decides."""

from __future__ import annotations

import re
from typing import Literal

from ingest.facts.context import Context
from ingest.facts.counts import kind_of_count
from ingest.facts.frames import Frame
from ingest.facts.patterns import AIM, OBLIGED
from ingest.facts.phrases import Span
from ingest.facts.terms import kind_of_day, kind_of_duration
from ingest.facts.values import Value
from ingest.types import FactKind

_GIVE = (
    "给予|奖励|奖补|奖金|(?<!接受)(?<!取得)(?<!骗取)(?<!领取)(?:补助|补贴|资助)|补偿(?!金)|发给|发放|扶持资金|津贴|贴息(?!以?后)|返还|奖助|扶持|配套(?=奖励|补助|资助|支持)|救助|报销|慰问|退还|拨付|支持资金|兑现|补(?=[一二三四五六七八九十\\d])|"
    "奖(?=[一二三四五六七八九十\\d])|启动经费|安家费|创业券|创新券|让利"
)
_CHARGE = (
    "扣除|缴费|缴纳|缴存|缴付|交纳|收费|收取|租金|押金|保证金|预约金|价格|售价|工资标准|定额|赔偿|补偿金|税率|利率|费率|加计|摊销|税负|征收|减缴|减征|计征|加收|计收|税额|吨税|"
    "提取|计提|留存|划归|出资比例|所占(?:注册资本)?比例|份额|应纳税|收益|所得|转让费|使用费|担保费|服务费|手续费|邮寄费"
)
_FINE = "罚款|罚金|罚锾|并处|可处|处以|(?<![^，。；、者以的])处(?=[一二三四五六七八九十\\d])"
_LOAN = "贷款|授信|担保金额|担保额度|再贴现|借款"
_FUND = "设立|安排|筹措|筹集|预算|规模|额度|总额|专项资金|基金|资金池|注入|投放|拿出|指标|名额"
_CUES = re.compile(rf"(?P<fine>{_FINE})|(?P<give>{_GIVE})|(?P<loan>{_LOAN})|(?P<charge>{_CHARGE})|(?P<fund>{_FUND})")
# What stands directly behind a value and is what it is: 20万元的一次性补助, 1000元的标准定额扣除, 15%的税率.
_BEHIND = re.compile(
    rf"^(?:以内|以下|以上|左右|限额内|标准)?(?:[/／][^，。；、]{{1,5}})?(?:的)?[^，。；、：\d]{{0,12}}?(?:(?P<fine>{_FINE})|(?P<give>{_GIVE})|(?P<loan>{_LOAN})|(?P<charge>{_CHARGE})|(?P<fund>专项资金|基金|规模(?!以上)))"
)
# A quantity of the applicant, not something given: 注册资本不低于…, 净值在…, 年销售收入…
_OWN = re.compile(
    r"(?:注册资本|实收资本|资本额|资产|净值|收入|年薪|薪金|产值|销售额|营业额|零售额|投资额?|投入|出口额?|规模|纳税额?|税收|贡献度?|财务|负债|利润|资本充足率|适足率|放款比率|存放比率|覆盖率|裁员率|人员占?[^，。；]{0,12}的?比例|费用[^，。；]{0,16}比例|出资额?)"
    r"(?:最低|最高)?(?:限额)?[^，。；、\d]{0,10}$"
)
CONDITIONS = re.compile(r"条件|情形之一|资格|符合下列|具备下列|下列(?:标准|要求)之一|对象|要求如下|认定")
_MUST = re.compile(
    r"(?<![供相响反对效适])应(?![急对用收届付])|须|返还|补助|奖励|资助|补贴|免征|实行|不得|不能|可以?|按照?|不低于|不少于|不超过|不高于|最高|最低|原则上|予以|给予|准予|减按"
)
_FORMULA = re.compile(r"[×÷=＝*]\d|[%倍](?:[×÷*]|[－—+-][〔\[(（\d])")  # part of a formula
_RESULT = re.compile(
    r"(?<![税利费汇])(?<!裁员)(?<!充足)(?<!适足)(?<!放款比)率(?:均|都|总体|要|应|须)?(?:达到?|不低于|不少于|为)?$"
)
_RESULT_BEFORE = re.compile(r"率(?:均|都|总体|要|应|须)?(?:达到?|不低于|不少于|为)?[\d.]+%[^，。；：\d]{0,6}，$")
_SPENT = re.compile("(?:以上)?(?:应当?|须|要)?(?:用于|归|上缴)")
_EACH = re.compile(r"每(?:增加|新增|增|实现|满|招用|连续[^，]{0,4}|达到?|超过?|完成|引进|吸纳|接收|多)?$")
_WHOSE = re.compile(
    r"(?:\([^)]*\))?(?:的|之|者)?[^，。；、\d]{0,14}?(?:企业|单位|项目|个人|机构|人员|人才|家庭|平台|者|事业|公司|商户)"
)
_WEAK = re.compile("额度|总额|规模|指标|名额")  # of what, another word says: 补助额度, 扣除额度
_THOSE = re.compile(r"时(?!间)|的(?!比例|部分|标准|补|奖|资|贴|税|罚|资金|股份)[^，。；、\d]{1,16}(?:，|可|应|由)")
# 达到职工人数15%的，可申请贷款
_MAY_APPLY = re.compile(
    r"(?:\([^()]*\)|[^，。；()]{0,12}\))?的，(?:均|才|方|即)?可(?:以)?(?:申[请报领]|享受|参加|认定)"
)
# 全市90%以上的重点单位接入平台
_ALL = re.compile(r"(?:\d+[.．、])?(?:全[国省市区县]|辖区)")
_SHARE_OF_ALL = re.compile(r"的[^，。；\d]{2,24}?(?:接入|实现|完成|建立|纳入|开展|覆盖|建成|达到|通过)")
_SHARE = re.compile(r"(?:比例|比重|占比|比率|率|占)[^，。；]{0,12}$")


_STANDARD = re.compile("(?:标准|比例|限额|上限|下限|率|价格|定额|扣除额)$")
_COUNTED_BY = re.compile("的?(?:，按|计算)")
_AS_OF = re.compile("截[至止]$")
_NO_MORE = re.compile("，?(?:不再|不予)")
_GIVEN = re.compile(rf"{_FINE}|给予|奖励|补助|补贴|资助")
_REQUIRED = re.compile(r"应当?|须|最低限额|条件")


def kind_of(text: str, sentence: Span, segment: Span, frame: Frame, v: Value, context: Context) -> FactKind | None:
    """The kind of a value, or None where it is no fact."""
    if _EACH.search(frame.before) or _COUNTED_BY.match(frame.after):
        return None  # 违法所得不足一万元的，按一万元计算; 每增加1人, 每实现2000万元: what another value is counted by
    if v.kind in ("percent", "times") and v.value_max is None and _FORMULA.search(text, max(0, v.start - 2), v.end + 2):
        return None
    if v.kind == "date":
        return None if context.told and _AS_OF.search(frame.before) else kind_of_day(text, frame, v)
    if v.kind == "duration":
        return kind_of_duration(text, frame, v, context)
    if v.kind in ("money", "percent", "times"):
        return _sum(text, sentence, segment, frame, v, context) or _raised(frame, context)
    return kind_of_count(text, segment, frame, v, context)


def _raised(frame: Frame, context: Context) -> FactKind | None:
    """最低工资标准由每月2200元提高到2400元: a rule that changes, else an aim."""
    if not frame.changed or context.told:
        return None
    return "rate" if _STANDARD.search(frame.before) else "target"


def _sum(text: str, sentence: Span, segment: Span, frame: Frame, v: Value, context: Context) -> FactKind | None:
    if context.told and not _MUST.search(text, segment.start, v.end_bound + 4):
        return None
    aim = context.year is not None or bool(AIM.search(text, segment.start, v.end_bound + 8))
    near = frame.before + text[v.start_bound : v.start]  # with the words of the bound: 最多资助5万元
    if (close := _CLOSE.search(near)) and (kind := _meant(close.lastgroup, v, aim)):
        return kind
    behind = _BEHIND.match(text[v.end_bound : min(v.end_bound + 30, segment.end)])
    if behind and "用于" not in behind[0] and (kind := _meant(behind.lastgroup, v, aim)):
        return kind
    if _NO_MORE.match(frame.after) or _NO_MORE.match(text, frame.fragment.end):
        return None
    if aim and _REACH.search(frame.before[-6:]):
        return "target"
    if v.kind == "percent" and _MAY_APPLY.match(text, v.end_bound) and not _GIVEN.search(near):
        return "condition"
    if v.kind != "money" and (own := _share(text, segment, frame, v, context)) is not None:
        return own or None
    if context.qualifies and not _GIVEN.search(near):
        return "condition"
    if _OWN.search(frame.before):
        if aim:
            return "target"
        if (v.bound != "exact" or frame.before.endswith("达")) and _WHOSE.match(text, v.end_bound):
            return None
        if v.kind == "money" and (CONDITIONS.search(context.lead) or _REQUIRED.search(frame.lead)):
            return "condition"
    if cue := _nearest(near, v):
        return _meant(cue, v, aim)
    return _sum_by_place(text, sentence, segment, frame, v, context, aim)


def _share(text: str, segment: Span, frame: Frame, v: Value, context: Context) -> FactKind | Literal[False] | None:
    """What a share is by its own words; False where it only tells who is meant, None where they do not say."""
    said = text[v.start_bound : v.start]
    if v.bound == "at_least" and _THOSE.match(text, v.end_bound) and not _MUST.search(said):
        return "condition" if context.qualifies else False  # 占比百分之三十以上的乡, 达到百分之五时
    if context.qualifies or _nearest(frame.before, v):
        return None
    if v.bound != "at_most" and (
        _RESULT.search(frame.before) or _RESULT_BEFORE.search(text, segment.start, frame.fragment.start)
    ):
        return "target"
    if _SPENT.match(frame.after) or (v.bound == "at_least" and _MUST.search(said)):
        return "rate"
    return None


def _sum_by_place(
    text: str, sentence: Span, segment: Span, frame: Frame, v: Value, context: Context, aim: bool
) -> FactKind | None:
    """The kind of a value whose own fragment has no word that decides: by what is around it."""
    share, said = v.kind != "money", text[v.start_bound : v.start]
    if share and aim:
        return "target"
    if share and _SHARE.search(frame.before):
        return "rate" if _MUST.search(frame.before) or _MUST.search(said) else "target"
    if share and v.bound != "at_most" and _ALL.match(frame.before) and _SHARE_OF_ALL.match(frame.after):
        return "target"
    if _AHEAD.match(text, frame.fragment.end):
        return "benefit"
    for earlier in (text[segment.start : frame.fragment.start], text[sentence.start : segment.start]):
        if cue := _nearest(earlier, v):
            return _meant(cue, v, aim)
    if not aim and v.bound != "exact" and _WHOSE.match(text, v.end_bound):
        return None  # 年增速达15%以上的企业：…
    if aim or (_REACH.search(frame.before[-12:]) and not _MUST.search(said)):
        return "target"
    if cue := _nearest(context.lead, v):
        return _meant(cue, v, aim)
    if share and (_MUST.search(frame.before) or _MUST.search(said)):
        return "rate"
    if share:
        return "rate" if frame.after.startswith(("的部分", "部分")) else None
    if v.bound != "exact" and OBLIGED.match(text, v.end_bound):
        return "condition"  # 设备超过一万元者，应列入财产
    return "quota" if _WEAK.search(frame.before) else None


def _nearest(before: str, v: Value) -> str | None:
    """The group of the last cue; what a share is of (缴纳的社会保险费的50%) gives way to the verb before it."""
    last = None
    for m in _CUES.finditer(before):
        if last == "give" and m.lastgroup in ("charge", "loan") and v.kind != "money" and not _TAKES.match(m[0]):
            continue
        if m.lastgroup == "fund" and _WEAK.match(m[0]):
            continue
        last = m.lastgroup
    return last


def _meant(cue: str | None, v: Value, aim: bool) -> FactKind | None:
    if cue == "give":
        return "benefit"
    if cue in ("fine", "charge") or v.kind != "money":
        return "rate"
    return "target" if aim and cue == "fund" else "quota" if cue else None


_CLOSE = re.compile(
    r"(?:(?P<give>给予|奖励|奖补|补助|补贴|资助|发给|发放|返还|补(?=[一二三四五六七八九十]))|(?P<fund>设立|筹措|筹集|安排|注入))[^，。；、\d的]{0,3}$"
)
_AHEAD = re.compile("，(?:并|再)?(?:给予|予以|发放)[^，。；]{0,40}(?:补助|补贴|奖励|资助)")
_TAKES = re.compile("提取|计提|扣除|加计|摊销|税率|利率|费率|减按|减征|减缴")
_REACH = re.compile("减少|压[缩减]|降低|下降|缩短|提升|达到?|实现|突破|超过|完成|增加到?|提高到?|控制在|稳定在|保持在")
