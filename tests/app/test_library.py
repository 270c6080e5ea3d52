"""Documents as the public interface shows them: validity with what others say, and where each field was read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from app.document_page import document_page
from app.library import document_json, said_json, succession_in_use
from ingest.types import Document, Metadata, Origin, Reference, SourceText
from retriever.types import Answer, Ask
from tests.app.fakes import FakeCorpus, FakeManifest, document, norm

OLD = Metadata(title="平台办法", effective="2016-01-01", region="锦州市", region_code="210700")
NEW = Metadata(title="平台办法", effective="2020-01-01", region="锦州市", region_code="210700")


def made(doc_id: str, metadata: Metadata, confidence: float | None = None) -> Document:
    return Document(doc_id, "v", f"{doc_id}.txt", SourceText("甲", "ocr", confidence=confidence), metadata, (), ())


class TwoDocuments(FakeCorpus):
    """An old and a new version, and one that the generation does not hold."""

    listed = 0

    def documents(self) -> list[Document]:
        self.listed += 1
        later = replace(NEW, effective="2018-01-01")
        return [made("old", OLD), made("new", NEW), made("staged", later)]


@dataclass
class Held:
    """An assistant over them."""

    corpus: TwoDocuments = field(default_factory=TwoDocuments)

    @property
    def generation(self) -> Any:
        return generation_of_two()

    def ask(self, ask: Ask) -> Answer:
        raise NotImplementedError


@dataclass
class _Generation:
    manifest: FakeManifest


def generation_of_two() -> _Generation:
    return _Generation(FakeManifest(documents=(("old", "v"), ("new", "v"))))


def test_a_later_version_ends_a_document_from_its_day_on() -> None:
    others = succession_in_use(Held())
    row = document_json(made("old", OLD), "2026-01-01", others)
    assert (row["validity"], row["ended_by"]) == (
        "repealed", {"doc_id": "new", "how": "replaced", "day": "2020-01-01"},
    )  # fmt: skip
    assert document_json(made("old", OLD), "2019-01-01", others)["validity"] == "in_force"
    assert document_json(made("new", NEW), "2026-01-01", others)["ended_by"] is None


def test_what_others_say_is_read_once_a_generation() -> None:
    held = Held()
    assert succession_in_use(held) is succession_in_use(held)
    assert held.corpus.listed == 1


def test_level_and_confidence_are_shown() -> None:
    row = document_json(made("old", OLD, 0.97), "2026-01-01")
    assert (row["level"], row["confidence"], row["reader"]) == ("市", 0.97, "ocr")


def test_what_a_document_cites_and_where_its_fields_stand() -> None:
    meta = Metadata(
        addressees="各县",
        cites=(Reference("甲法", None, 1, 5),),
        repeals=(Reference("乙办法", "某发〔2001〕1号", 7, 20, "2020-01-01"),),
        origins=(Origin("title", "text", 0, 4), Origin("issuer", "sidecar")),
    )
    assert said_json(made("d", meta)) == {
        "addressees": "各县",
        "cites": [{"title": "甲法", "number": None, "start": 1, "end": 5}],
        "repeals": [{"title": "乙办法", "number": "某发〔2001〕1号", "start": 7, "end": 20, "since": "2020-01-01"}],
        "origins": {
            "title": {"from": "text", "start": 0, "end": 4},
            "issuer": {"from": "sidecar", "start": None, "end": None},
        },
    }


def test_the_page_of_an_old_version_leads_to_the_new_one() -> None:
    shown = replace(document(), metadata=OLD, source=replace(document().source, confidence=0.953))
    page = bytes(document_page(shown, norm(), "zh", None, succession_in_use(Held())).body).decode()
    assert "已废止" in page
    assert '<a href="new?lang=zh">该文件的新版本 2020-01-01</a>' in page
    assert "95%" in page


def test_on_its_own_page_a_field_leads_to_where_it_was_read() -> None:
    made_up = document()
    meta = replace(
        made_up.metadata, zone="锦州高新区", origins=(Origin("region", "text", 0, 3), Origin("zone", "sidecar")),
        repeals=(Reference("乙办法", None, 5, 10),), cites=tuple(Reference(f"{n}办法", None, 0, 4) for n in range(5)),
    )  # fmt: skip
    page = bytes(document_page(replace(made_up, metadata=meta), norm(), "zh").body).decode()
    assert '<a class="origin" href="?start=0&amp;end=3&amp;lang=zh#quote">锦州市</a>' in page
    assert "<dd>锦州高新区</dd>" in page
    assert '<a class="origin" href="?start=5&amp;end=10&amp;lang=zh#quote">《乙办法》</a>' in page
    assert "<summary>5</summary>" in page
