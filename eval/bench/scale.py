"""The measurements, one after the other, each kept as a file: killed and started again, a run goes on where it was.

A result is kept for each size, system and step. A rival is stopped at 20 minutes or 10 GB, and the result says so.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from eval.bench.documents import documents, read_texts
from eval.bench.systems import SYSTEMS
from ingest.errors import UsageError
from ingest.regions import find

OURS = "policyqa"
_CLAUSE = re.compile(r"第[一二三四五六七八九十百]+条[\s　]+([^。，、；：\n]{8,30})")
_MOST_PLACES = 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a rival is stopped; our own build is not."""

    seconds: float = 20 * 60
    megabytes: int = 10_000

    def over(self, seconds: float, megabytes: int) -> str | None:
        """Which limit was reached, None for none."""
        if seconds > self.seconds:
            return f"{self.seconds / 60:g} minutes"
        return f"{self.megabytes / 1000:g} GB" if megabytes > self.megabytes else None


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured of one system over one number of clauses; `stopped` where it came to a limit or failed."""

    size: int
    system: str
    step: str  # build or query
    figures: dict[str, Any]

    @property
    def stopped(self) -> str | None:
        """Why there are no figures."""
        said = self.figures.get("stopped")
        return str(said) if said is not None else None


def run(
    texts: Path,
    out: Path,
    sizes: Sequence[int],
    systems: Sequence[str],
    *,
    questions: Sequence[str] = (),
    count: int = 100,
    limits: Limits | None = None,
    keep: bool = False,
    copy: int | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Result]:
    """Measure what has not been measured yet; returns everything there is.

    Args:
        texts: Folder of real documents; those of a corpus are made of them.
        out: Folder of the results; corpora and indexes lie under `work` in it while they are needed.
        sizes: Numbers of clauses, about.
        systems: Names of systems; our own build comes first, since the others index the same.
        questions: What is asked; made of the documents where there are none.
        count: How many questions are asked.
        limits: Where a rival is stopped.
        keep: Keep the indexes of a size that is done.
        copy: Make our own index of a larger size out of the kept one of this size, its documents several times over.
        tell: Hears what is being done.

    Raises:
        UsageError: A system is not known, or there are no documents.
    """
    if unknown := [name for name in systems if name not in SYSTEMS]:
        raise UsageError(f"no system is called {', '.join(unknown)}", f"there are {', '.join(SYSTEMS)}")
    limits = limits or Limits()
    real = read_texts(texts)
    if not real:
        raise UsageError(f"no .txt or .md below {texts}", "name a folder of documents")
    names = [OURS, *(name for name in systems if name != OURS)]
    for size in sorted(sizes):
        home = out / "work" / str(size)
        todo = [
            (name, step) for name in names for step in ("build", "query") if not _file(out, size, name, step).exists()
        ]
        if not todo:
            continue
        files = home / "files"
        if not (home / "written").exists():
            tell(f"{size}: documents")
            files.mkdir(parents=True, exist_ok=True)
            for one in documents(real, size):
                (files / f"{one.name}.txt").write_text(one.text, "utf-8")
            (home / "written").touch()
        asked = list(questions)[:count] or made_questions(files, count)
        places = _places(files)
        for name, step in todo:
            tell(f"{size}: {name}, {step}")
            if step == "query" and not _built(out, size, name):
                continue
            known = out / "work" / str(copy) / OURS
            taken = (known, round(size / copy)) if copy and name == OURS and size > copy and known.is_dir() else None
            figures = _step(name, step, home, asked, places, limits if name != OURS else None, taken)
            _file(out, size, name, step).write_text(json.dumps(figures, ensure_ascii=False), "utf-8")
        if not keep:
            shutil.rmtree(home)
    return read_results(out)


def read_results(out: Path) -> list[Result]:
    """All results in a folder, smaller corpora first, systems in their order."""
    found = []
    for path in out.glob("*-*-*.json"):
        size, name, step = path.stem.split("-")
        figures = json.loads(path.read_text("utf-8"))
        found.append(Result(int(size), name.replace("_", " "), step, figures))
    order = list(SYSTEMS)
    return sorted(found, key=lambda one: (one.size, order.index(one.system), one.step))


def made_questions(files: Path, count: int, seed: int = 0) -> list[str]:
    """Questions in the words of clauses drawn at random: what a clause begins with."""
    chance = random.Random(seed)
    paths = sorted(files.iterdir())
    found: list[str] = []
    for path in chance.sample(paths, len(paths)):
        begins = _CLAUSE.findall(path.read_text("utf-8"))
        if begins:
            found.append(f"{chance.choice(begins)}有什么规定？")
        if len(found) == count:
            break
    return found


def _places(files: Path) -> list[str]:
    """Codes of places that documents are of, spread over them."""
    paths = sorted(files.iterdir())
    found: dict[str, None] = {}
    for path in paths[:: max(1, len(paths) // (3 * _MOST_PLACES))]:
        region = next((mention.region for mention in find(path.read_text("utf-8")[:200]) if mention.region), None)
        if region is not None:
            found[region.code] = None
    return list(found)[:_MOST_PLACES]


def _step(
    system: str, step: str, home: Path, questions: Sequence[str], places: Sequence[str], limits: Limits | None,
    taken: tuple[Path, int] | None,
) -> dict[str, Any]:  # fmt: skip
    job: dict[str, Any] = {
        "system": system, "step": step, "home": str(home / system.replace(" ", "_")), "files": str(home / "files"),
        "ours": str(home / OURS), "questions": questions, "places": places, "started": time.time(),
    }  # fmt: skip
    if step == "build" and taken is not None:
        job |= {"copy": str(taken[0]), "times": taken[1]}
    return _in_process(job, limits)


def _in_process(job: dict[str, Any], limits: Limits | None) -> dict[str, Any]:
    """A worker's result, or why there is none."""
    command = [sys.executable, "-W", "ignore", "-m", "eval.bench.worker", json.dumps(job, ensure_ascii=False)]
    began, most = time.monotonic(), 0
    with TemporaryFile() as said, TemporaryFile() as failed:
        process = subprocess.Popen(command, stdout=said, stderr=failed)
        try:
            while process.poll() is None:
                time.sleep(0.1)
                most = max(most, megabytes(process.pid))
                if limits is not None and (over := limits.over(time.monotonic() - began, most)):
                    return {"stopped": over, "seconds": round(time.monotonic() - began), "peak_mb": most}
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        if process.returncode != 0:
            return {"stopped": (_lines(failed) or ["it failed"])[-1][:200]}
        found: dict[str, Any] = json.loads(_lines(said)[-1])
        return found


def megabytes(pid: int) -> int:
    """Memory of a process, pages of mapped files apart; 0 where the system does not tell."""
    try:
        said = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"RssAnon:\s*(\d+)", said)
    return int(found[1]) // 1000 if found else 0


def _lines(stream: IO[bytes]) -> list[str]:
    stream.seek(0)
    return stream.read().decode("utf-8", "replace").strip().splitlines()


def _file(out: Path, size: int, system: str, step: str) -> Path:
    return out / f"{size}-{system.replace(' ', '_')}-{step}.json"


def _built(out: Path, size: int, system: str) -> bool:
    """Whether a system's build came to its end."""
    path = _file(out, size, system, "build")
    return path.exists() and "stopped" not in json.loads(path.read_text("utf-8"))
