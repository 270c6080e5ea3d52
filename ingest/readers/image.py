"""Pictures of pages: PNG, JPEG, TIFF (a frame a page), BMP, GIF, WebP."""

from __future__ import annotations

import io
import warnings
from typing import Any

from ingest.errors import BrokenDocument, TooLarge
from ingest.readers.layout import Sheet, lay_out
from ingest.settings import ReaderLimits
from ingest.types import SourceText

SIGNATURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM", b"RIFF")
_MOST_PIXELS = 120_000_000
_LONGEST = 3000  # pixels of a page's longer side that recognition gets
_REMEDY = "check that it was downloaded completely, or save it as .png or .pdf"


def looks_like_image(data: bytes) -> bool:
    """Whether a file begins as a picture does."""
    if data.startswith(b"RIFF"):
        return data[8:12] == b"WEBP"
    if data.startswith(b"BM"):
        return len(data) > 26 and int.from_bytes(data[2:6], "little") in (len(data), 0) and data[6:10] == bytes(4)
    return data.startswith(SIGNATURES)


def read_image(data: bytes, limits: ReaderLimits) -> SourceText:
    """The text of the picture, recognised; marked `ocr` with its confidence in the warnings.

    Raises:
        BrokenDocument: It cannot be opened, or no text is in it.
        TooLarge: It has too many pixels or frames.
    """
    from ingest.readers.ocr import confidence, recognise, square_metres, told

    sheets, scores = [], []
    for picture in frames(data, limits):
        pieces, sure = recognise(picture)
        sheets.append(Sheet(pieces))
        scores += sure
    laid = lay_out(sheets)
    if not laid.text.strip():
        raise BrokenDocument("no text was recognised in the picture", "scan it at 200 dots an inch or more")
    marked = (told(len(sheets), scores), *laid.warnings)
    return SourceText(
        square_metres(laid.text), "ocr", page_starts=laid.page_starts, warnings=marked, confidence=confidence(scores)
    )


def frames(data: bytes, limits: ReaderLimits) -> list[Any]:
    """The frames of a picture as arrays, upright, no larger than recognition needs.

    Raises:
        BrokenDocument: It cannot be opened.
        TooLarge: It has too many pixels or frames.
    """
    import numpy
    from PIL import Image, ImageOps

    out = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own warning of large pictures: the limit here is lower
            with Image.open(io.BytesIO(data)) as image:
                count = getattr(image, "n_frames", 1)
                if count > min(limits.max_pages, 200):
                    raise TooLarge(f"{count} frames, over {min(limits.max_pages, 200)}", "split the picture")
                for number in range(count):
                    image.seek(number)
                    if image.width * image.height > _MOST_PIXELS:
                        raise TooLarge(f"over {_MOST_PIXELS:,} pixels", "scan it at 200 dots an inch")
                    frame = ImageOps.exif_transpose(image).convert("RGB")
                    frame.thumbnail((_LONGEST, _LONGEST))
                    out.append(numpy.asarray(frame))
    except TooLarge:
        raise
    except Image.DecompressionBombError as error:
        raise TooLarge(f"over {_MOST_PIXELS:,} pixels", "scan it at 200 dots an inch") from error
    except Exception as error:  # Pillow's decoders raise errors of many kinds on damaged files
        raise BrokenDocument("the picture is damaged", _REMEDY) from error
    return out
