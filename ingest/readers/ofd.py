"""OFD (GB/T 33190): the texts of every page at their places, templates included; pictures of pages are recognised."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from ingest.errors import BrokenDocument, TooLarge
from ingest.readers.grid import Rule, tables_of
from ingest.readers.layout import Sheet, lay_out
from ingest.readers.ofd_objects import Matrix, floats, strokes, texts, within
from ingest.readers.pieces import Piece
from ingest.settings import ReaderLimits
from ingest.types import SourceText

_REMEDY = "open it in an OFD reader and save it as .pdf"
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_POINTS = 72 / 25.4  # OFD measures in millimetres; the layout's slack is in points
_PAGE: Matrix = (_POINTS, 0.0, 0.0, _POINTS, 0.0, 0.0)
_MOST_OBJECTS = 300_000  # of a document, those of units drawn again counted again
_NESTED = 8  # composite objects in one another
_OUTLINES = 100  # paths on a page without text from which they are taken for the outlines of letters
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")


def read_ofd(data: bytes, limits: ReaderLimits) -> SourceText:
    """The text of every page; the offsets of the pages are kept.

    Raises:
        BrokenDocument: It cannot be read as OFD, or holds no text.
        TooLarge: It has too many pages or too much text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Package(archive, limits).read()
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, OSError, RuntimeError, EOFError,
            NotImplementedError, zlib.error) as error:  # fmt: skip
        raise BrokenDocument("the OFD is damaged", _REMEDY) from error


class _Package:
    """The files of an OFD, found by the paths they give one another."""

    def __init__(self, archive: zipfile.ZipFile, limits: ReaderLimits) -> None:
        self._archive = archive
        self._names = {name.lstrip("/").lower(): name for name in archive.namelist()}
        self._limits = limits
        self._warnings: list[str] = []
        self._scores: list[float] = []
        self._recognised = self._outlined = self._drawn = 0
        self._composites: dict[str | None, Any] | None = None

    def read(self) -> SourceText:
        sheets: list[Sheet] = []
        total = 0
        for root in _all(self._xml("OFD.xml"), "DocRoot"):
            place = (root.text or "").strip()
            for sheet in self._document(place):
                sheets.append(sheet)
                total += sum(len(piece.text) for piece in sheet.pieces)
                if len(sheets) > self._limits.max_pages:
                    raise TooLarge(f"over {self._limits.max_pages} pages", "split the OFD, or raise max_pages")
                if total > self._limits.max_characters:
                    raise TooLarge(f"over {self._limits.max_characters:,} characters", "split it")
        laid = lay_out(sheets)
        letters, private = sum(not ch.isspace() for ch in laid.text), len(_PRIVATE.findall(laid.text))
        if private > letters / 2:
            raise BrokenDocument("the OFD's text stands in private codes of its fonts", _REMEDY)
        if private > letters / 50:
            self._warnings.append(f"{private} of {letters} characters stand in private codes of an embedded font")
        if self._outlined:
            self._warnings.append(f"{self._outlined} pages are drawn as outlines: their text was not read")
        if not laid.text.strip():
            raise BrokenDocument("the OFD holds no text, nor a picture of any", _REMEDY)
        reader, sure_of = "ofd", None
        if self._recognised:
            from ingest.readers.ocr import confidence, told

            reader = "ocr" if self._recognised > len(sheets) / 2 else "ofd"
            self._warnings.append(told(self._recognised, self._scores))
            sure_of = confidence(self._scores)
        marks = (*self._warnings, *laid.warnings)
        return SourceText(laid.text, reader, page_starts=laid.page_starts, warnings=marks, confidence=sure_of)

    def _document(self, place: str) -> Iterator[Sheet]:
        root = self._xml(place)
        templates = {node.get("ID"): node.get("BaseLoc") for node in _all(root, "TemplatePage")}
        resources = [
            (node.text or "").strip() for name in ("PublicRes", "DocumentRes") for node in _all(root, name) if node.text
        ]
        for page in _all(root, "Page"):
            where = page.get("BaseLoc")
            if where is None:
                continue
            at = _beside(place, where)
            content = self._xml(at)
            layers = [content]
            for use in _all(content, "Template"):
                if (found := templates.get(use.get("TemplateID"))) and self._has(_beside(place, found)):
                    layers.insert(0, self._xml(_beside(place, found)))
            yield self._sheet(layers, [_beside(place, one) for one in resources])

    def _sheet(self, layers: Sequence[Any], resources: Sequence[str]) -> Sheet:
        pieces: list[Piece] = []
        rules: list[Rule] = []
        drawn = 0
        for layer in layers:
            for node, matrix in self._objects(layer, _PAGE, resources, 0):
                if _local(node) == "TextObject":
                    pieces += texts(node, matrix)
                elif _local(node) == "PathObject":
                    drawn += 1
                    rules += strokes(node, matrix)
        if not pieces:
            pieces = [piece for layer in layers for piece in self._recognise(layer, resources)]
            if not pieces and drawn > _OUTLINES:
                self._outlined += 1
            return Sheet(pieces)
        return Sheet(pieces, tables_of(rules))

    def _objects(self, root: Any, outer: Matrix, resources: Sequence[str], depth: int) -> Iterator[tuple[Any, Matrix]]:
        """Text and path objects of a layer, those inside composite objects too, and how each lies on the page."""
        for node in root.iter("{*}TextObject", "{*}PathObject", "{*}CompositeObject"):
            box, own = floats(node.get("Boundary")), floats(node.get("CTM"))
            if len(box) != 4 or _in_clip(node):
                continue
            self._drawn += 1
            if self._drawn > _MOST_OBJECTS:
                raise TooLarge(f"over {_MOST_OBJECTS:,} drawn objects", _REMEDY)
            matrix = within(outer, ((*own,) if len(own) == 6 else _SAME), box[0], box[1])
            if _local(node) != "CompositeObject":
                yield node, matrix
            elif depth < _NESTED and (unit := self._units(tuple(resources)).get(node.get("ResourceID"))) is not None:
                yield from self._objects(unit, matrix, resources, depth + 1)

    def _units(self, resources: tuple[str, ...]) -> dict[str | None, Any]:
        """Composite graphic units by their id."""
        if self._composites is None:
            self._composites = {}
            for place in resources:
                if self._has(place):
                    found = _all(self._xml(place), "CompositeGraphicUnit")
                    self._composites |= {node.get("ID"): node for node in found}
        return self._composites

    def _recognise(self, layer: Any, resources: Sequence[str]) -> Iterator[Piece]:
        """The text of the pictures of a page that has no other."""
        from ingest.readers.image import frames
        from ingest.readers.ocr import recognise

        for node in _all(layer, "ImageObject"):
            name = self._media(node.get("ResourceID"), resources)
            if name is None:
                continue
            self._recognised += 1
            for picture in frames(self._archive.read(name), self._limits)[:1]:
                pieces, sure = recognise(picture)
                self._scores += sure
                yield from pieces

    def _media(self, wanted: str | None, resources: Sequence[str]) -> str | None:
        for place in resources:
            if not self._has(place):
                continue
            root = self._xml(place)
            for node in _all(root, "MultiMedia"):
                file = next(_all(node, "MediaFile"), None)
                if node.get("ID") == wanted and file is not None and file.text:
                    base = _beside(place, root.get("BaseLoc") or "")
                    for at in (posixpath.join(base, file.text.strip()), _beside(place, file.text.strip())):
                        if self._has(at):
                            return self._name(at)
        return None

    def _has(self, place: str) -> bool:
        return posixpath.normpath(place).lstrip("/").lower() in self._names

    def _name(self, place: str) -> str:
        return self._names[posixpath.normpath(place).lstrip("/").lower()]

    def _xml(self, place: str) -> Any:
        # Entities are left alone and nothing is fetched: a small file must not grow, nor reach outside.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        return etree.fromstring(self._archive.read(self._name(place)), parser)


def _all(root: Any, name: str) -> Iterator[Any]:
    """Elements by their local name, whatever namespace or prefix the writer gave them."""
    return (node for node in root.iter("{*}" + name, name) if isinstance(node.tag, str))


def _beside(place: str, other: str) -> str:
    return other.lstrip("/") if other.startswith("/") else posixpath.join(posixpath.dirname(place), other)


def _local(node: Any) -> str:
    return str(etree.QName(node).localname)


def _in_clip(node: Any) -> bool:
    return any(_local(parent) in ("Clip", "Clips") for parent in node.iterancestors())
