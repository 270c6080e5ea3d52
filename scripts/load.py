"""Many people at once, half on the page and half over HTTP: python -m scripts.load http://127.0.0.1:7860 --pid PID

Each asks a question of their own every few seconds, in a conversation of their own. Says how long answers took, what
failed, and how much memory the server's process had before, in between and after.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import secrets
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

PLACES = ("锦州", "凉山州", "阿坝州", "四川省", "新疆", "上海")
LEVELS = ("", "国家级", "省级", "市级", "新认定的", "新备案的", "2017年")
SUBJECTS = ("研发平台", "高新技术企业", "院士工作站", "孵化器", "众创空间", "技术转移中心", "科技型中小企业", "专利",
            "上市", "企业技术中心", "重点实验室", "人才引进")  # fmt: skip
ASKED = ("补助多少钱？", "有什么奖励", "由哪些部门负责", "有什么条件", "到2020年的目标是多少")


@dataclass
class Seen:
    """What came of the questions."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)


def questions() -> Iterator[str]:
    """No two the same, those of one user about many things."""
    every = ["".join(parts) for parts in itertools.product(PLACES, LEVELS, SUBJECTS, ASKED)]
    step = 997  # coprime to their number
    return (every[(at * step) % len(every)] for at in range(len(every)))


async def over_http(client: httpx.AsyncClient, question: str, who: str) -> str:
    """Ask over HTTP; the answer's status."""
    body = {"question": question, "session_id": who[:20]}
    answer = await client.post("api/ask", json=body, headers={"Authorization": f"Bearer {who}"})
    answer.raise_for_status()
    return str(answer.json()["status"])


async def on_the_page(client: httpx.AsyncClient, question: str, who: str, handler: dict[str, Any]) -> str:
    """Ask through the page's queue and read its stream to the end."""
    data = [{"question": question, "token": who}.get(name, value) for name, value in handler["inputs"]]
    body = {"fn_index": handler["id"], "data": data, "session_hash": who[:12], "event_data": None}
    (await client.post("gradio_api/queue/join", json=body)).raise_for_status()
    async with client.stream("GET", "gradio_api/queue/data", params={"session_hash": who[:12]}) as stream:
        async for line in stream.aiter_lines():
            if line.startswith("data:") and (event := json.loads(line[5:]))["msg"] == "process_completed":
                return "answered" if event["success"] else "error"
    return "error"


async def handler_of(client: httpx.AsyncClient) -> dict[str, Any]:
    """The handler behind the question's box: its number and what it takes."""
    config = (await client.get("config")).json()
    known = {part["id"]: part for part in config["components"]}
    box = next(i for i, part in known.items() if part["props"].get("elem_id") == "question")
    found = next(one for one in config["dependencies"] if [box, "submit"] in one["targets"])
    names = {box: "question"} | {i: "token" for i, part in known.items() if part["type"] == "browserstate"}
    values = [(names.get(i, ""), known[i]["props"].get("value")) for i in found["inputs"]]
    return {"id": found["id"], "inputs": [(name, None if isinstance(v, dict) else v) for name, v in values]}


async def user(url: str, number: int, asked: Iterator[str], until: float, every: float, seen: dict[str, Seen]) -> None:
    """One user's questions."""
    who = secrets.token_urlsafe(32)
    way = "page" if number % 2 else "http"
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        handler = await handler_of(client) if way == "page" else {}
        await asyncio.sleep(every * secrets.randbelow(1000) / 1000)
        while (began := time.monotonic()) < until:
            question = next(asked)
            try:
                status = await (
                    on_the_page(client, question, who, handler) if handler else over_http(client, question, who)
                )
                seen[way].statuses[status] += 1
                seen[way].seconds.append(time.monotonic() - began)
            except (httpx.HTTPError, KeyError, ValueError) as error:
                seen[way].failed.append(f"{type(error).__name__}: {error}")
            await asyncio.sleep(max(0.0, every - (time.monotonic() - began)))


async def memory(pid: int | None, until: float) -> AsyncIterator[int]:
    """Megabytes of the server's process, now and then."""
    while pid and time.monotonic() < until:
        lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
        yield next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) // 1024
        await asyncio.sleep(10)


def processor(pid: int | None) -> float:
    """Seconds of processor time that the server's process has used."""
    if not pid:
        return 0.0
    used = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[11:13]
    return sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


async def main() -> None:
    """Read the options, let them ask, say what came of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("url")
    options.add_argument("--users", type=int, default=50)
    options.add_argument("--seconds", type=float, default=180)
    options.add_argument("--every", type=float, default=5)
    options.add_argument("--pid", type=int, help="the server's process, to see its memory")
    given = options.parse_args()
    seen = {"page": Seen(), "http": Seen()}
    until, asked = time.monotonic() + given.seconds, questions()

    async def watched() -> list[int]:
        return [megabytes async for megabytes in memory(given.pid, until)]

    before = processor(given.pid)
    users = [user(given.url.rstrip("/") + "/", n, asked, until, given.every, seen) for n in range(given.users)]
    megabytes, *_ = await asyncio.gather(watched(), *users)
    for way, found in seen.items():
        took = sorted(found.seconds) or [0.0]
        p50, p95, most = (took[min(len(took) - 1, int(share * len(took)))] * 1000 for share in (0.5, 0.95, 1))
        print(f"{way}: {len(found.seconds)} answers, p50 {p50:.0f} ms, p95 {p95:.0f} ms, most {most:.0f} ms, "
              f"failed {len(found.failed)}, {dict(found.statuses)} {found.failed[:3]}")  # fmt: skip
    if megabytes:
        answers = sum(len(found.seconds) for found in seen.values()) or 1
        print(f"processor time: {(processor(given.pid) - before) / answers * 1000:.0f} ms an answer")
        print(f"memory in MB, every 10 s: {megabytes}")


if __name__ == "__main__":
    asyncio.run(main())
