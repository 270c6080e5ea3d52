"""The benchmark of ingest counts every file once and says which it could not read."""

from __future__ import annotations

from pathlib import Path

from eval.bench_ingest import bench
from ingest.settings import IngestSettings


def test_formats_are_told_apart(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text(f"第一条 {name} 补助20万元。\n" * 20, "utf-8")
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.7 cut")
    found = bench([tmp_path], IngestSettings())
    assert [(one.reader, one.files) for one in found.formats] == [("markdown", 1), ("text", 2)]
    assert found.text == sum((tmp_path / name).stat().st_size for name in ("a.txt", "b.txt", "c.md"))
    assert [line.partition(":")[0] for line in found.refused] == ["d.pdf"]
    assert found.per_second > 0
    assert found.peak_memory > 1_000_000
