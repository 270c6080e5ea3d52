"""Whether a text speaks of another thing than the one asked: of another term, use of money, stage, or award.

A deadline for handing something in is no answer to how long it is kept, however much of the question stands there.
Rules of the grammar of policies: of what kind a question is, its words say; a text of that kind says it as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.facts.values import find_values
from ingest.types import Fact
from retriever.evidence import Candidate
from retriever.question import Query

_NUMBER = r"[\d一二两三四五六七八九十]+"
_PERIOD = r"(?:个?工作日|个?自然日|个?月|个?星期|个?学期|年|日|天|周|小时)"
_HOW_LONG = rf"(?:多久|多长时间|多少{_PERIOD}|几{_PERIOD})"


@dataclass(frozen=True, slots=True)
class Sense:
    """A kind of value: the words that ask for it, and those without which a text speaks of another kind."""

    asked: re.Pattern[str]
    said: re.Pattern[str]


def _sense(asked: str, said: str) -> Sense:
    return Sense(re.compile(asked), re.compile(said))


_TERMS = (  # of a length of time
    _sense(rf"(?:保存|留存|保管|存档|留底|留着)[^，。？]{{0,8}}{_HOW_LONG}", "保存|留存|保管|存档|归档|保留|留"),
    _sense(
        rf"(?:延期|延长|展延|展期|顺延|宽限|再[延拖缓等])[^，。？]{{0,12}}{_HOW_LONG}|延{_HOW_LONG}|{_HOW_LONG}[^，。？]{{0,4}}(?:延期|延长|展延|展期)",
        "延期|延长|展延|展期|顺延|宽限|缓|续",
    ),
    _sense(
        rf"(?:提前|提早|早|事先)[^，。？]{{0,3}}{_HOW_LONG}|前{_HOW_LONG}",
        rf"提前|提早|事先|事前|前[^，。；\d]{{0,4}}{_NUMBER}{_PERIOD}|{_NUMBER}{_PERIOD}[之以]?前",
    ),
    _sense(
        rf"{_HOW_LONG}之?内?(?:都|就|是)?(?:不得|不能|不准|不许|不可以?|别想)",
        "不得|不准|不予|不能|不可|不许|禁止|限制|取消|不再|停|吊销",
    ),
    _sense(
        rf"(?:公示|公告|挂(?:出来|网|榜|在网)|张榜|贴出来|亮出来)[^。？]{{0,16}}{_HOW_LONG}",
        "公示|公告|公布|公开|展示|张贴",
    ),
    _sense(
        rf"(?:补|补发|补贴|领|发|拿|享受)[得到上给]?{_HOW_LONG}",
        "补|贴|发放|计发|享受|领取|给予|资助|支付|拨付|期限|扣除|减|免|缴",
    ),
    _sense(
        rf"{_HOW_LONG}[^，。？]{{0,6}}(?:批(?!准后)|核准|审[批核查结完]|办结|出结果|给结果|发证|拿证)"
        rf"|(?:批下来|批准|审批|核准|审[核查]|办结)[^，。？后]{{0,6}}{_HOW_LONG}",
        "决定|核准|批准|批复|审批|审查|审核|审定|初审|复审|评审|办结|办理|核发|颁发|发给|发证|处理|核实|校核|答复",
    ),
    _sense(
        rf"{_HOW_LONG}[^，。？]{{0,6}}(?:答复|回复|回话|准话|表态)|(?:答复|回复|表态|给个?准话)[^，。？后]{{0,6}}{_HOW_LONG}",
        "决定|核准|批准|批复|审[批查核定]|答复|回复|告知|通知|反馈|办结|处理",
    ),
)
_OF_MONTHS = re.compile(r"几个月的?([\u4e00-\u9fff]{0,2}(?:金|租|工资|薪水?|保费|费用))")

_USES = (  # of money: running costs are no costs of starting
    re.compile("(?:运行|运营|营运|日常|维持|维护|运转)(?:补|的?(?:经费|费|资金|开支|支出|成本))"),
    re.compile("(?:启动|开办|筹办|筹建|创办)(?:补|的?(?:经费|费|资金|开支|支出))"),
)
_MOVED = (
    re.compile(
        "(?:搬迁|迁移|搬家|乔迁)[^，。？]{0,3}(?:补|奖|费|资金|给)|(?:补|奖)[^，。？]{0,4}搬"
        "|(?:搬|迁)(?:到|来|去|进|入)[^。？]{0,16}(?:补|奖|资助|扶持|优惠|给[^，。？]{0,4}钱)"
    ),
    re.compile("搬|迁|落户|入驻"),
)
_EACH_YEAR = re.compile("每年(?:的|还|都|能|可|给|补|拨|发|有)[^，。？]{0,12}(?:多少|几)")  # nothing that is paid once
_BESIDES = re.compile("(?:除了|除去|不算|不含|除)[^，。？]{0,14}(?:以外|之外|外|[，,])")
_ASKS_A_VALUE = re.compile("多少|几")
_FILED, _GRANTED = re.compile("申请|受理|申报"), re.compile("授权|拥有|获权|拿到证|批下来|下证")


def of_another(question: str, text: str, heading: str = "") -> bool:
    """Whether a text answers a question of another kind than the one asked.

    Args:
        question: In Simplified script.
        text: A sentence, in Simplified script.
        heading: What stands over it.
    """
    asked = _BESIDES.sub("", question)
    noun = _OF_MONTHS.search(asked)
    if noun is not None and noun[1][-2:] not in text + heading:
        return True
    if _MOVED[0].search(asked) and not _MOVED[1].search(text + heading):
        return True
    if _EACH_YEAR.search(asked) and "一次性" in text and not re.search("每年|年度|按年|逐年|分年", text):
        return True
    return of_another_term(asked, text) or _other_use(asked, text + heading) or _other_stage(asked, text)


_NEGATED = re.compile(r"(?:未曾?|不(?!超|低|少|高|得|足|满|仅|断|同)|没有)([\u4e00-\u9fff]{4,8})")
_OPPOSITES = (("公立|公办", "私立|民办"), ("进口|输入", "出口|输出"), ("城镇", "农村|乡村"))


def denied(question: str, text: str) -> bool:
    """Whether what the asker says of the case is denied in a text, or the other way round: 形成, 未形成无形资产."""
    return _denies(text, question) or _denies(question, text)


def _denies(one: str, other: str) -> bool:
    phrases = (phrase[:4] for phrase in _NEGATED.findall(one))
    return any(phrase in other and one.count(phrase) == 1 and not _negated(phrase[:2], other) for phrase in phrases)


def _negated(phrase: str, text: str) -> bool:
    return bool(re.search(f"(?:未曾?|不|没有?|非){phrase}", text))


def opposed(question: str, text: str, over: str) -> bool:
    """Whether a text, or what stands over it, is of the opposite of what is asked about: 私立, and not 公立."""
    for pair in _OPPOSITES:
        for own, other in (pair, pair[::-1]):
            asked = re.search(own, question) and not re.search(other, question)
            if asked and re.search(other, text + over) and not re.search(own, text + over):
                return True
    return False


def excepted(query: Query, text: str) -> bool:
    """Whether a text leaves out the place that is asked about: 各省（除湖北省外）."""
    return any(
        re.search(f"除[^，。；]{{0,12}}{re.escape(region.bare or region.name)}[^，。；]{{0,12}}外", text)
        for region in query.regions
    )


def of_another_term(question: str, text: str) -> bool:
    """Whether a text states no length of time of the kind that is asked for: how long it is kept, extended, shown."""
    return any(kind.asked.search(question) and not kind.said.search(text) for kind in _TERMS)


def near_the_value(c: Candidate) -> str:
    """The part of a sentence that is about a fact's own value, where another length of time stands in it."""
    text = c.sentence.text
    if c.fact is None or c.fact.kind != "deadline":
        return text
    at = c.reading.norm.at(c.fact.value_start) - c.sentence.start
    lengths = [v for v in find_values(text) if v.kind == "duration"]
    start = max((v.end for v in lengths if v.end <= at), default=0)
    start = start and _next_mark(text, start)
    end = _next_mark(text, at) if any(v.start > at + len(c.fact.text) for v in lengths) else len(text)
    return text[start:end]


def _next_mark(text: str, at: int) -> int:
    mark = re.search("[，；。]", text[at:])
    return at + mark.start() if mark else len(text)


def said_by_the_asker(query: Query, fact: Fact) -> bool:
    """30家中心里国家级几家: what the asker says already is not what they ask for."""
    valued = query.intent in ("amount", "rate", "target") and _ASKS_A_VALUE.search(query.text)
    if not valued or query.claims or fact.tier is not None:
        return False
    return any(
        (q.value, q.value_max, q.unit) == (fact.value, fact.value_max, fact.unit) and q.bound == "exact"
        for q in query.quantities
    )


def _other_use(asked: str, text: str) -> bool:
    uses = [bool(use.search(asked)) for use in _USES]
    said = [bool(use.search(text)) for use in _USES]
    return sum(uses) == 1 and any(said) and not any(a and b for a, b in zip(uses, said, strict=True))


def _other_stage(asked: str, text: str) -> bool:
    """A patent that is filed is not yet one that is granted."""
    if "专利" not in asked:
        return False
    filed, granted = bool(_FILED.search(asked)), bool(_GRANTED.search(asked))
    if filed == granted:
        return False
    own, other = (_FILED, _GRANTED) if filed else (_GRANTED, _FILED)
    return bool(other.search(text)) and not own.search(text)
