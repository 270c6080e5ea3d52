"""Which document a question names: 按国资法, 徐汇区新型工业化专项资金管理办法里, 2023年政府工作报告."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from ingest.regions import Region, find, in_line
from retriever.language import simplified
from retriever.scope import Listed, region_of

_KIND = re.compile(
    "司法解释|条例|办法|规定|细则|意见|报告|规划|纲要|方案|通知|公告|通告|措施|指南|规则|准则|标准|规程|清单"
    "|(?<![办方无违守合非没做说用看想依执立司书语手])法(?![院人律定国治官规制庭学子])"
)
_BRACKETS = re.compile(r"[（(〔\[【][^（）()]*[）)〕\]】]|[《》〈〉「」“”]")
_ATTACHED = re.compile(r"(?:印发|发布|公布|转发|下发)(.+?)的?(?:通知|公告|通告)$")
_COURT = "最高人民法院"  # calls its 解释 of the law 规定 as well
_LINK = "的?(?:[这那该此][一]?[部份个项件]?)?"
_LINKED = re.compile(_LINK + "$")
_LIGHT = re.compile(_LINK + "(?:若干|暂行|试行|有关|相关|实施|管理|工作)*$")
_GENERAL = re.compile(
    "关于|印发|实施|管理|工作|促进|若干|暂行|试行|进一步|加快|推进|支持|扶持|鼓励|优惠|行动|建设|发展|有关|相关|地方|国家"
    "|政府|申报|认定|具体|指导|企业|项目|资金|处理|服务|组织|人民|防控|疫情|奖励|补助|补贴"
)
_BORDER = re.compile(
    r"(?:^|[按照据依在里中这那此的份个部年和与跟、省市州县区国院局委府：:《\s]|最高法|国家|出台|印发|发布)$"
)
_CUT = re.compile(r"[，。；！？,;!?（）()]")
_WINDOW = 24  # characters in front of its kind in which a document's name is looked for
_LEAST = 2  # characters of its own that a name has
_WHOLE = 0.7  # share of a title that names it however general its words are


class NamedDocuments:
    """Knows the documents by their titles."""

    def __init__(self, documents: Iterable[Listed]) -> None:
        self._documents = documents

    @cached_property
    def _by_kind(self) -> Mapping[str, Sequence[tuple[str, Listed]]]:
        """The heads of titles by their kind: made for the first question that may name one, not when an index opens."""
        found: dict[str, list[tuple[str, Listed]]] = defaultdict(list)
        for document in self._documents:
            for head, kind in _heads(document.metadata.title or ""):
                found[kind].append((head, document))
        return found

    def named(self, text: str, places: Sequence[Region] = ()) -> tuple[Listed, ...]:
        """The documents that a question names, in its order; a name that several bear names none.

        Args:
            text: The question, Simplified.
            places: Those it names: a document of another place is not meant.
        """
        found: dict[str, Listed] = {}
        for m in _KIND.finditer(text):
            window = _CUT.split(text[max(0, m.start() - _WINDOW) : m.start()])[-1]
            windows = dict.fromkeys((_LINKED.sub("", window), _LIGHT.sub("", window)))
            lengths = [
                (max(_named_by(some, head) for some in windows), document)
                for head, document in self._by_kind.get(m[0], ())
                if _may_be_meant(document, places)
            ]
            most = max((length for length, _ in lengths), default=0)
            best = {document.doc_id: document for length, document in lengths if most and length == most}
            if len(best) == 1:
                found |= best
        return tuple(found.values())


def _may_be_meant(document: Listed, places: Sequence[Region]) -> bool:
    place = region_of(document.metadata)
    return not places or place is None or any(in_line(place, asked) for asked in places)


def _heads(title: str) -> Iterator[tuple[str, str]]:
    """What stands before the kind of a title and of what it brings, with the kind."""
    bare = _BRACKETS.sub("", simplified(title)).strip()
    attached = _ATTACHED.search(bare)
    for whole in [bare, *([attached[1]] if attached else [])]:
        kinds = list(_KIND.finditer(whole))
        if kinds and kinds[-1].end() == len(whole):
            head = whole[: kinds[-1].start()]
            yield head, kinds[-1][0]
            if _COURT in bare:
                yield head, "司法解释"


def _named_by(window: str, head: str) -> int:
    """How many characters at the end of a window name a head, in its order; 0 where they do not."""
    rest, length = head, 0
    for char in reversed(window):
        rest, found, _ = rest.rpartition(char)
        if not found:
            break
        length += 1
    if length < _LEAST:
        return 0
    name, before = window[len(window) - length :], window[: len(window) - length]
    bordered = bool(_BORDER.search(before))
    for place in find(window):  # 山东省|专利: a place is no part of the name, and a border before it
        if len(before) < place.end <= len(window):
            name, bordered = window[place.end :], True
    own = len(_GENERAL.sub("", name)) >= _LEAST or len(name) >= _WHOLE * len(head)
    return length if bordered and own and len(name) >= _LEAST else 0
