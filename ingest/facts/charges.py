"""Sentences that say who is in charge, who examines and who pays, with the bodies and what it is they do.

县科技局负责科技项目的组织实施 · 由市财政局会同市科技局制定 · 所需经费由县级财政承担 · 人事室掌理本中心人事事项
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts.phrases import Span, split, strip_lead

_OFFICE_WORDS = (
    "主管部门[。；，]|主管机关[。；，]|责任[主单]|第一责任人|监管部门|特设机构|进行[^，。；]{0,2}监|实施[^，。；]{0,2}监|"
    "审计监督|代表[国本政]|做好"
)
_OF_OFFICE = re.compile(_OFFICE_WORDS)
# 市商务局是…的主管部门, 依法对…进行监督管理, 按照职责分工做好…工作, 代表国家履行…职责
_OFFICE = re.compile(
    r"是(?=[^，。；]{2,60}?(?P<office>主管部门|主管机关|责任主体|责任单位|第一责任人|牵头部门|牵头单位|监管部门|特设机构)[。；，]?)|"
    r"对(?=[^，。；]{2,40}(?:进行|实施)(?:依法|全程|日常)?(?P<watch>监督检查|监督管理|监督和管理|审计监督|监管))|"
    r"代表(?=(?:国家|本级|政府)[^，。；]{0,60}?(?P<stead>履行|行使))|"
    r"做好(?=[^，。；]{2,40}工作)(?:(?<=职责做好)|(?<=分工做好)|(?<=范围内做好)|(?<=职责，做好)|(?<=分工，做好)|(?<=范围内，做好))"
)
_WORDS = re.compile(f"负责(?!人)|牵头|会同|掌理|由(?![于此])|主管(?![部机行])|承担|{_OFFICE_WORDS}")
# The last word of a body's name. 主管机关 is one, 机关 inside 机关工作人员 is none: it has to end there.
_BODY = (
    "部门|机构|机关|[^布全格结当大]局|[厅署]|委员会|办公室|人民政府|政府|领导小组|工作小组|联席会议|指挥部|办事处|单位|中心|协会|学会|联合会|"
    "海关|银行|公司|企业|学校|高校|院所|财政|基金会|管委会|[改信健资]委|(?<=[一-鿿]{2})[部室院组办所会]|各?地|[市县区镇乡州]|自治区"
)
_ENDS = re.compile(
    rf"(?:{_BODY})(?:\([^()]{{0,20}}\))?(?:等(?:相关|有关)?(?:部门|单位|机构)?)?(?:共同|分别|按职责分工)?$"
)
_NO_BODY = re.compile(
    r"[“”《》：]|对所$|报(?!社)[^，]{2,12}$|^(?:其中|该|此|对|以|本人|并|从|向|是|[(（]|(?:优先|重点)?(?:支持|鼓励|引导|允许|委托|指定|设立|通过|经|报))"
)
# How a body is told to act, between its name and what it does.
_MODAL = re.compile(
    r"(?:应当?|要|须|可以?|得|将|具体|统一|共同|分别|主要|依法|全面|统筹|认真|切实|积极|并|[，,]|"
    r"(?:在|按照?|根据|依照|依据|结合)(?:各自|本|其|法定|有关|相关)?[^，。；]{0,24}?(?:职责|职能|权限|规定|分工|要求|需要|实际|程序)(?:范围)?(?:内|分工)?[，,]?)+$"
)
_ACTIVE = re.compile(
    r"(?P<word>牵头负责|负责(?!人|制|任|的(?!，)|[，。；]*$|[^，。；]{0,12}的(?:机构|部门|单位|人员|人))|牵头(?!人|的)|掌理|会同|主管(?!部门|机关|机构|单位|行政)(?=[^，。；]{2,24}(?:工作|事项|业务|事务))|"
    r"承担(?=[^，。；责义损风后任]{2,30}(?:工作|任务|职责|职能|费用|经费)))"
)
_DO = (
    "(?:负责|牵头|承担|会同|审核|审查|审批|审定|初审|受理|核定|核准|核发|核实|复核|认定|评审|评定|办理|管理|组织(?:制定|编制|实施|开展|认定)?|制定|制订|发放|拨付|给付|实施|解释|编制|确定|"
    "主办|承办|登记|公布|公告|批准|任命|管辖|划定|清理|统筹|监督|考核|验收|推荐|定之|负担|支付|列支|保障|安排|支应|自理|解决)"
    "(?!部门|机构|机关|单位|人|者|[总分]?局|委|办公室|中心|主管|体系|制度|组|办法|行政|等|专家|科|处|的)"
)
_PAYS = frozenset(("负担", "支付", "列支", "保障", "安排", "支应", "自理", "解决"))  # only of money
_MONEY = re.compile("费|资金|补助|补贴|奖|支出|款|金额|所需|报酬")
_BY = re.compile(
    rf"由(?<![自理缘事来经]由)(?P<who>[^，。；：由]{{2,60}}?)(?:应当?|要|须|可以?|依法|负责|具体|统一|共同|分别|另行|予以|进行|按照?[^，。；]{{2,24}}|根据[^，。；]{{2,20}}|自行|自)*(?P<word>{_DO})"
)
_BEGINS = re.compile(r"(?P<who>[^，。；]{2,60}?)(?:应当|要|须|依法)")
_TOGETHER = re.compile(
    r"会同(?P<who>[^，。；]{1,60}?(?:部门|机构|单位|政府|[局厅]|[改信健资]委|办事处|中心))(?![、和与及等])"
)
_PUNISHES = re.compile(
    "责令|罚款|处分|吊销|没收|追究|警告|予以处罚"
)  # who punishes an offence is said by every clause of fines


@dataclass(frozen=True, slots=True)
class Charge:
    """Who does something; spans index the text given."""

    word: str
    subject: str  # what they do it to
    start: int
    end: int
    bodies: Span
    helped: Span | None  # 会同: with whom
    passive: bool  # 由…: what is done says who


def find_charge(text: str, part: Span) -> Charge | None:
    """The first charge of a part of a sentence between semicolons."""
    if not _WORDS.search(text, part.start, part.end):
        return None
    found = next(_charges(text, part), None)
    return None if found is None or _PUNISHES.search(text, part.start, part.end) else found


def _charges(text: str, part: Span) -> Iterator[Charge]:
    for m in _BY.finditer(text, part.start, part.end):
        who = _named(text, m.start("who"), m.end("who"))
        topic = _topic(text, part, m.start())
        if who is not None and (m["word"] not in _PAYS or _MONEY.search(topic)):
            yield _charge(text, part, who, m["word"], m.end(), topic, passive=True)
    for m in _ACTIVE.finditer(text, part.start, part.end):
        who = _actor(text, part, m.start())
        if who is not None:
            yield _charge(text, part, who, m["word"], m.end(), "", passive=False)
    for m in _OFFICE.finditer(text, part.start, part.end) if _OF_OFFICE.search(text, part.start, part.end) else ():
        who = _actor(text, part, m.start())
        if who is not None:
            word = m["office"] or m["watch"] or m["stead"] or "负责"
            yield _charge(text, part, who, word, m.end(), "", passive=False)


def _charge(text: str, part: Span, who: Span, word: str, end: int, topic: str, *, passive: bool) -> Charge:
    helped = _TOGETHER.search(text, who.start, part.end)
    rest = text[helped.end() if helped else end : part.end].strip("。；，\n ")
    subject = f"{topic}{rest}" if topic and len(topic) + len(rest) <= 60 else topic or rest
    whom = Span(helped.start("who"), helped.end("who")) if helped and helped.start() >= who.end else None
    return Charge("会同" if word == "会同" else word, subject[:80], part.start, part.end, who, whom, passive)


def _actor(text: str, part: Span, verb: int) -> Span | None:
    """The body that stands before the verb, words of how and where between them passed over."""
    end = verb
    if modal := _MODAL.search(text, part.start, verb):
        end = modal.start()
    pieces = split(text, Span(part.start, end), "，：")
    if not pieces:
        return None
    if (named := _named(text, pieces[-1].start, pieces[-1].end)) is not None or not modal:
        return named
    # 市主管部门应当做好…工作，并负责…: who acts is named where the sentence begins
    first = _BEGINS.match(text, pieces[0].start, pieces[0].end)
    return _named(text, pieces[0].start, first.end("who")) if first else None


def _named(text: str, start: int, end: int) -> Span | None:
    """The span without its lead, if it is the name of a body or a list of some."""
    said = text[start:end]
    if said.lstrip().startswith("对"):
        return None  # 对国务院负责
    bare = strip_lead(said.lstrip())
    bare = re.sub(r"^[^，。；]{0,16}(?:由|授权)(?=.{2})", "", bare)
    begin = end - len(bare)
    bare = bare.rstrip()
    if not 2 <= len(bare) <= 100 or _NO_BODY.search(bare) or not _ENDS.search(bare) or re.search(r"\d", bare):
        return None
    return Span(begin, begin + len(bare))


def _topic(text: str, part: Span, at: int) -> str:
    """What stands before 由 and is done by them: 所需经费由…, 申请材料由…."""
    said = text[max(part.start, text.rfind("(", part.start, at) + 1) : at].strip()
    said = strip_lead(said).rstrip("，：")
    return said[-60:] if len(said) >= 2 else ""
