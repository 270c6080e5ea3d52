"""The sentence that names what a list is asked for, where it stands behind the one that only speaks of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retriever.evidence import Candidate
from retriever.question import Query

_NUMBERS = {"两": 2} | {digit: i for digits in ("一二三四五六七八九", "123456789") for i, digit in enumerate(digits, 1)}
_HOW_MANY = re.compile(r"哪([两二三四五六七八九2-9])")
_RUN = re.compile(r"[^，。；：、\s]{1,30}(?:、[^，。；：、\s]{1,30})+")
# what it comprises, said of what was spoken of: 其主要内容包括：A；B
_COMPRISES = re.compile(
    r"(?P<of>[^，。；：]{0,40})(?:包括|包含|分为|分成|划分为|具体[为是有]|主要[有是为])[:：]?(?=[^，。；]{1,30}[、和及；])"
)
_OF_IT = re.compile("[前上本]款|上述|以上|其|内容|具体")


def with_enumeration(query: Query, told: Sequence[Candidate]) -> list[Candidate]:
    """Sentences that list nothing of what is asked, cut to the one that the list stands behind, with the list."""
    if not told or any(_enumerates(query, c.sentence.text, said=True) for c in told):
        return list(told)
    for c in told:
        for s in c.clause.sentences:
            if s.start >= c.sentence.end and _enumerates(query, s.text):
                return [c, replace(c, sentence=s, fact=None)]
    return list(told)


def _enumerates(query: Query, text: str, said: bool = False) -> bool:
    """Whether a sentence names so many as are asked for, or says what something comprises that was spoken of."""
    wanted = _HOW_MANY.search(query.text)
    if wanted and any(run.count("、") + 1 == _NUMBERS[wanted[1]] for run in _RUN.findall(text)):
        return True
    comprises = _COMPRISES.search(text)
    if comprises is None:
        return said and len(_RUN.findall(text)) > 0
    return said or bool(_OF_IT.search(comprises["of"]))
