"""`policyqa ask`: one question, or a file of them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import structlog
import typer

from app.cli_options import AsJson, AsOf, DataDir, day, env, print_json, settings_for
from app.cli_progress import Show, progress
from ingest.errors import PolicyQAError, UsageError

if TYPE_CHECKING:
    from retriever.assistant import Assistant
    from retriever.types import Answer, Ask

log = structlog.get_logger(__name__)


def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in Chinese or English.")] = None,
    region: Annotated[
        str | None,
        typer.Option("--region", envvar=env("region"), metavar="NAME", help="The place that is asked about."),
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    batch: Annotated[
        Path | None, typer.Option("--batch", envvar=env("batch"), help="Questions, a JSON object a line.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", envvar=env("out"), help="Where the answers of --batch go; else standard output."),
    ] = None,
    data_dir: DataDir = None,
) -> int:
    """Answer a question with citations."""
    if question is None and batch is None:
        raise UsageError("no question", 'write policyqa ask "…", or --batch with a file of questions')
    if question is not None and batch is not None:
        raise UsageError("a question and --batch at once", "give one of them")
    if out is not None and batch is None:
        raise UsageError("--out without --batch", "name the file of questions with --batch")
    settings = settings_for(data_dir=data_dir)
    as_of = day(as_of) if as_of is not None else None

    from retriever.assistant import Assistant
    from retriever.types import Ask

    if batch is not None:
        lines = _lines(batch)
        assistant = Assistant.open(settings)
        return _batch(assistant, lines, out, region, as_of)
    answer = Assistant.open(settings).ask(Ask(question=_clean(question or ""), region=region, as_of=as_of))
    if as_json:
        print_json(answer.to_json())
    else:
        typer.echo(as_text(answer))
    return int(answer.status == "error")


def as_text(answer: Answer) -> str:
    """An answer for a person at a terminal."""
    from retriever.wording import say

    parts = [answer.answer, *(f"  - {choice}" for choice in answer.choices)]
    for cited in answer.citations:
        where = " › ".join((cited.title or cited.label, *cited.clause_path))
        page = f", p. {cited.page}" if cited.page is not None else ""
        parts += ["", f"[{cited.marker}] {where}", f"    {cited.source_file}{page}", f"    「{cited.shown.strip()}」"]
    if answer.nearest:
        parts += ["", say("nearest", answer.language)]
        parts += [f"  - {' › '.join((near.title or near.label, *near.clause_path))}" for near in answer.nearest]
    if answer.warnings:
        parts += ["", *(f"! {warning.text}" for warning in answer.warnings)]
    return "\n".join(parts)


def _lines(path: Path) -> list[bytes]:
    try:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read ({error.strerror})", "name a file with a JSON object a line"
        ) from error
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _batch(assistant: Assistant, lines: list[bytes], out: Path | None, region: str | None, as_of: str | None) -> int:
    """Answer each line in order; the file appears whole, when all is answered."""
    failed: list[str] = []
    with progress() as show:
        if out is None:
            failed = _answer_all(assistant, lines, sys.stdout, region, as_of, show)
        else:
            part = out.with_name(f".{out.name}.{os.getpid()}.part")
            try:
                with part.open("w", encoding="utf-8", newline="\n") as stream:
                    failed = _answer_all(assistant, lines, stream, region, as_of, show)
                part.replace(out)
            except OSError as error:
                raise UsageError(
                    f"{out} cannot be written ({error.strerror})", "name another file with --out"
                ) from error
            finally:
                part.unlink(missing_ok=True)
    for line in failed:
        typer.echo(line, err=True)
    return int(bool(failed))


def _answer_all(
    assistant: Assistant, lines: list[bytes], stream: TextIO, region: str | None, as_of: str | None, show: Show
) -> list[str]:
    failed = []
    for number, (given_id, answer) in enumerate(_answers(assistant, lines, region, as_of), 1):
        row = {"id": given_id, **answer.to_json()}
        stream.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n")
        stream.flush()
        if "error" in answer.trace:  # not for an empty question or one too long: it got the answer it can get
            said = "; ".join(w.text for w in answer.warnings) or answer.answer
            failed.append(f"line {number} ({given_id}): {said}")
        show("answering", number, len(lines))
    return failed


def _answers(
    assistant: Assistant, lines: list[bytes], region: str | None, as_of: str | None
) -> Iterator[tuple[Any, Answer]]:
    for line in lines:
        row: Any = None
        try:
            row = json.loads(line)
            yield row.get("id") if isinstance(row, dict) else None, assistant.ask(parse(row, region, as_of))
        except Exception as error:  # a line for each line, whatever happens
            if not isinstance(error, PolicyQAError | ValueError):
                log.exception("a question failed")
            given = row if isinstance(row, dict) else {}
            yield given.get("id"), _error(assistant, given.get("question"), error)


def parse(row: Any, region: str | None = None, as_of: str | None = None) -> Ask:
    """A line of a batch file as a question; `region` and `as_of` hold where the line gives none.

    Raises:
        UsageError: The line is not what a batch line has to be.
    """
    from retriever.types import Ask, Turn

    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise UsageError("the line is no object with a question", 'write {"id": "q1", "question": "…"}')
    turns = []
    history = row.get("history")
    for item in [] if history is None else history if isinstance(history, list) else [history]:
        turn = {"question": item} if isinstance(item, str) else item
        if not isinstance(turn, dict) or not isinstance(turn.get("question"), str):
            raise UsageError("history is no list of questions", "write the user's earlier questions, oldest first")
        turns.append(Turn(_clean(turn["question"]), turn.get("answer_id")))
    place = row.get("region")
    when = row.get("as_of")
    if not isinstance(place, str | None) or not isinstance(when, str | None):
        raise UsageError("region and as_of are text or null", "write a place's name and a date, YYYY-MM-DD")
    return Ask(
        question=_clean(row["question"]),
        history=tuple(turns),
        region=place or region,
        as_of=day(when) if when else as_of,
    )


def _error(assistant: Assistant, question: Any, error: Exception) -> Answer:
    """The answer of a line that could not be asked."""
    from retriever.types import Answer, Warning_

    kind = "the line is no JSON" if isinstance(error, ValueError) else f"unexpected error, {type(error).__name__}"
    text = str(error) if isinstance(error, PolicyQAError) else f"{kind}: {error}"
    asked = _clean(question) if isinstance(question, str) else ""
    return Answer(
        answer_id="", generation=assistant.generation.id, as_of=day(None), question=asked,
        standalone_question=asked, language="zh-Hans", status="error", answer=text,
        warnings=(Warning_("error", text),), trace={"error": text},
    )  # fmt: skip


def _clean(question: str) -> str:
    """The question without halves of characters: bytes of an argument that are no UTF-8, lone surrogates of JSON."""
    return question.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
