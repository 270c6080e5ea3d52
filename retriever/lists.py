"""Lists that the document writes as clauses, as paragraphs or after a line that announces them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retriever.compose import Drafted, cut
from retriever.evidence import Candidate
from retriever.language import in_script, simplified
from retriever.matching import Weighted, cover
from retriever.question import Query
from retriever.reading import ReadClause, Reading, Sentence

_ANNOUNCES = re.compile(r"[：:]$|下列|如下|以下(?:条件|情形|材料|程序|方式|内容)")
_ITEMS = re.compile(r"(?:下列|以下)[^，。；]{0,4}(?:条件|情形|行为|材料|要求|人员|对象|程序|方式|内容|标准)")
_MARK = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]|[①-⑳⒈-⒛]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}[、.．])\s*"
)
WANT_ITEMS = ("list", "condition", "procedure")
_RUN_OF_SENTENCES = 120  # characters that are given of an answer to a question
# a heading over items
_TITLES = re.compile(r"(?:材料|要求|条件|清单|情形|范围|对象|标准|程序|流程|职责|任务)[）)]?[。：:]?\s*$")
_ENUMERATES = 3  # commas between names in a sentence that is itself the list
_WHOLE = 160  # characters up to which an item is given whole
MOST_ITEMS = 12  # of a list that is given whole because one of them answers


def announced(query: Query, best: Candidate) -> list[Drafted]:
    """应当符合下列条件：… the list that a sentence announces: the clause's children, or what follows it."""
    if not _ANNOUNCES.search(best.sentence.text.strip()[-24:]) and not (
        query.intent in WANT_ITEMS and best.clause.children and _ITEMS.search(best.sentence.text)
    ):
        return []
    if best.clause.children:
        return [_announcement(query, best), *_nested_lines(query, best)]
    following = [s for s in best.clause.sentences if s.start >= best.sentence.end][:8]
    items: list[Sentence] = []
    for s in following:
        if items and s.text.rstrip().endswith(("：", ":")):
            break  # the next list
        items.append(s)
    if not items:
        return []
    return [
        Drafted(in_script(cut(query, s.text), query.language), (replace(best, sentence=s, fact=None),))
        for s in (best.sentence, *items)
    ]


def heads_a_list(clause: ReadClause) -> bool:
    """Whether a clause announces its children as the items of a list, by a colon or by nothing but their title."""
    if not 1 < len(clause.children) <= MOST_ITEMS or not clause.sentences:
        return False
    last = clause.sentences[-1].text.rstrip()
    return last.endswith(("：", ":")) or (len(clause.sentences) == 1 and bool(_TITLES.search(last)))


def _announcement(query: Query, c: Candidate) -> Drafted:
    return Drafted(in_script(cut(query, c.sentence.text), query.language), (c,))


def item_of(query: Query, best: Candidate, terms: Sequence[Weighted]) -> list[Drafted]:
    """The whole list, with the line that announces it, where what answers is one of its items.

    An item that is itself what is asked about, and not only of its kind, stays alone.
    """
    parent = best.reading.clauses.get(best.clause.clause.parent or "")
    if query.intent not in WANT_ITEMS or parent is None or best.clause.children:
        return []
    if not heads_a_list(parent):
        return []
    if is_asked_itself(terms, best, parent):
        return []
    return whole_list(query, replace(best, clause=parent, sentence=parent.sentences[-1], fact=None))


def is_asked_itself(terms: Sequence[Weighted], item: Candidate, over: ReadClause) -> bool:
    """Whether an item speaks of more of the question than what announces its list, and so is meant alone."""
    announces = f"{over.path}{over.heading}{over.sentences[-1].text}"
    return cover(terms, [(item.sentence.text, 1.0)]) > cover(terms, [(announces, 1.0)])


def whole_list(query: Query, head: Candidate) -> list[Drafted]:
    """The line that announces a list, and its items."""
    return announced(query, head) or [_announcement(query, head), *_nested_lines(query, head)]


def behind_its_question(c: Candidate) -> Candidate:
    """Where the best sentence is a question that the document puts itself, what it answers: the sentences behind it."""
    if not c.sentence.text.rstrip().endswith(("？", "?")):
        return c
    behind = [s for s in c.clause.sentences if s.start >= c.sentence.end]
    run: list[Sentence] = []
    for s in behind:
        if s.text.rstrip().endswith(("？", "?")) or (run and s.end - run[0].start > _RUN_OF_SENTENCES):
            break
        run.append(s)
    if not run:
        return c
    start, end = run[0].start, run[-1].end
    return replace(c, sentence=Sentence(start, end, c.reading.norm.text[start:end]), fact=None)


def _nested_lines(query: Query, parent: Candidate) -> list[Drafted]:
    """The children's lines, and under one that announces a list itself that list."""
    lines = []
    for line in child_lines(query, parent):
        lines.append(line)
        child = line.evidence[0]
        if child.clause.children and child.clause.sentences[-1].text.rstrip().endswith(("：", ":")):
            lines += child_lines(query, child)
    return lines


def child_lines(query: Query, parent: Candidate) -> list[Drafted]:
    """The headings of a clause's children, in order: a list that the document writes as clauses."""
    reading = parent.reading
    lines = []
    for child_id in parent.clause.children:
        child = reading.clauses[child_id]
        if not child.sentences or not (child.heading or child.clause.number):
            continue
        name = _MARK.sub("", _goes_on(child) or child.heading or child.sentences[0].text)
        lines.append(
            Drafted(
                in_script(f"{simplified(child.clause.number or '')}{name}", query.language),
                (_as_candidate(reading, child_id, parent),),
            )
        )
    return lines


def _goes_on(item: ReadClause) -> str:
    """A short item that goes on behind its first part: 学历复印件；或职称证书复印件, whole."""
    text = item.sentences[0].text.strip()
    goes_on = not item.children and len(text) <= _WHOLE and re.search(r"；\s*[^；\s]", text)
    return text.rstrip("；。") if goes_on and item.heading and item.heading in text else ""


def list_parent(best: Candidate, terms: Sequence[Weighted]) -> Candidate | None:
    """The clause whose children are the list asked for: the best one, or the one above it.

    Its heading speaks of what is asked while the best sentence lists nothing itself, or most children's headings do.
    """
    if best.sentence.text.count("、") >= _ENUMERATES:
        return None
    above = best.clause.clause.parent
    for clause in (best.clause, *([best.reading.clauses[above]] if above else [])):
        children = [best.reading.clauses[i] for i in clause.children]
        if len(children) < 2:
            continue
        alike = sum(cover(terms, [(child.heading, 1.0)]) >= 0.5 for child in children)
        titled = cover(terms, [(clause.heading, 1.0)]) >= 0.5 and best.sentence.text.count("、") < 2
        if alike >= 0.7 * len(children) or (clause is best.clause and titled):
            return replace(best, clause=clause)
    return None


def bullet_lines(query: Query, best: Candidate) -> list[Drafted]:
    """Paragraphs that begin with a dash: a list that the document writes without numbers."""
    norm = best.reading.norm.text
    found = [
        s
        for s in best.clause.sentences
        if norm[: s.start].rstrip(" ").endswith("\n") and re.match(r"[—–-]{1,2}\s*|[●•·▪■]\s*", s.text)
    ]
    if len(found) < 3:
        return []
    lines = []
    for first, after in zip(found, [*found[1:], None], strict=True):
        end = norm.find("\n", first.start)
        end = min(end if end > 0 else len(norm), after.start if after else len(norm))
        item = Sentence(first.start, end, norm[first.start : end].rstrip())
        text = re.sub(r"^[—–\-●•·▪■\s]+", "", item.text)
        lines.append(Drafted(in_script(text, query.language), (replace(best, sentence=item, fact=None),)))
    return lines


def _as_candidate(reading: Reading, clause_id: str, like: Candidate) -> Candidate:
    clause = reading.clauses[clause_id]
    return Candidate(reading, clause, clause.sentences[0], None, like.score, like.cover, like.higher)
