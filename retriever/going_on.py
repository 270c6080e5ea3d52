"""What belongs to a sentence and stands beside it: what 但 takes back, who is excepted, what 其中 adds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retriever.evidence import Candidate
from retriever.reading import Sentence

_BEGINS = r"^\W*"
_TAKES_BACK = re.compile(_BEGINS + r"(?:但|不过|然而|惟|唯)(?![凡一独])")
_EXCEPTS = re.compile(
    r"不在此限|不受[^，。；]{0,24}限制|^[^，；]{2,60}(?:除外|例外)[）)]?[。；]?\s*$"
    r"|^\W*(?:前[款项條]|上述|以上)[^。；]{0,40}(?:不包括|不包含|不含|不适用|不计入)"
)
_MEMBERS = re.compile(_BEGINS + r"(?:其中|具体(?:为|是|包括|如下|标准)|包括|即|分别[为是])")

# a note of the editors behind a sentence: it holds no more, or says something else by now
_STRUCK = re.compile(
    r"^\s*[（(][^（）()]{0,40}(?:删除|废止|失效|停止(?:执行|适用|施行)|不再(?:执行|适用|施行)|修改|修订|修正)[^（）()]{0,12}[）)]"
)

_ENDED = re.compile(
    r"[（(][^（）()《》]{0,20}(?:已删除|废止|失效|停止(?:执行|适用|施行)|不再(?:执行|适用|施行)|取消)[^（）()]{0,6}[）)]"
)
_STEP = 120  # characters of a further step that is told


def with_what_belongs(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Sentences, each with the one beside it that it says too much or too little without."""
    out: list[Candidate] = []
    for c in chosen:
        before, after = _neighbours(c)
        here = [c]
        if before is not None and _TAKES_BACK.search(c.sentence.text):
            here.insert(0, replace(c, sentence=before, fact=None))
        if after is not None and any(p.search(after.text) for p in (_TAKES_BACK, _EXCEPTS, _MEMBERS)):
            here.append(replace(c, sentence=after, fact=None))
        out += [h for h in here if not any(map(h.overlaps, out))]
    return out


def with_next_step(chosen: Sequence[Candidate]) -> list[Candidate]:
    """To the first sentence the one behind it that takes up what it ends with: …进行鉴定。鉴定意见认为…的，视为…"""
    if not chosen:
        return []
    first, after = chosen[0], _neighbours(chosen[0])[1]
    ends = re.search(r"([㐀-鿿]{2})[。；]?\s*$", first.sentence.text)
    if (
        after is None
        or ends is None
        or len(after.text) > _STEP
        or not re.match(rf"\W*(?:经|上述|该)?{ends[1]}", after.text)
    ):
        return list(chosen)
    step = replace(first, sentence=after, fact=None)
    return [first, step, *(c for c in chosen[1:] if not c.overlaps(step))]


def taken_back(chosen: Sequence[Candidate]) -> list[Candidate]:
    """The sentences right behind those of the facts chosen that take something of them back."""
    behind = [replace(c, sentence=s, fact=None) for c in chosen if (s := _neighbours(c)[1]) is not None]
    found = [c for c in behind if _TAKES_BACK.search(c.sentence.text) or _EXCEPTS.search(c.sentence.text)]
    return [c for i, c in enumerate(found) if not any(map(c.overlaps, [*chosen, *found[:i]]))]


def struck_out(c: Candidate) -> Candidate | None:
    """The note right behind a sentence that it was struck out or changed: no one may be told the one alone."""
    after = _neighbours(c)[1]
    note = _STRUCK.search(after.text) if after is not None else None
    if after is None or note is None:
        return None
    return replace(c, sentence=Sentence(after.start, after.start + note.end(), note[0]), fact=None)


def struck_within(c: Candidate) -> bool:
    """Whether a fact's own sentence says in brackets that it holds no more: 5000元（已停止执行）."""
    return c.fact is not None and bool(_ENDED.search(c.sentence.text))


def _neighbours(c: Candidate) -> tuple[Sentence | None, Sentence | None]:
    """The sentences of a clause right before and right behind one."""
    after = [s for s in c.clause.sentences if s.start >= c.sentence.end]
    return c.before(), (after[0] if after else None)
