from __future__ import annotations

import pytest

from ingest.types import Metadata
from ingest.validity import validity


@pytest.mark.parametrize(
    ("metadata", "as_of", "expected"),
    [
        (Metadata(), "2026-01-01", "unknown"),
        (Metadata(issued="2016-05-03"), "2026-01-01", "unknown"),
        (Metadata(issued="2016-05-03"), "2016-05-02", "not_yet"),
        (Metadata(issued="2016-05-03", effective="2016-07-01"), "2016-06-30", "not_yet"),
        (Metadata(issued="2016-05-03", effective="2016-07-01"), "2016-07-01", "in_force"),
        (Metadata(expires="2020-12-31"), "2020-12-31", "in_force"),
        (Metadata(expires="2020-12-31"), "2021-01-01", "over"),
        (Metadata(period_end="2020-12-31"), "2026-01-01", "over"),
        (Metadata(expires="2020"), "2020-08-01", "in_force"),
        (Metadata(expires="2020-06"), "2020-07-01", "over"),
        (Metadata(effective="2016"), "2016-01-01", "in_force"),
        (Metadata(draft=True, expires="2020-12-31"), "2026-01-01", "draft"),
        (Metadata(repealed=True), "2026-01-01", "repealed"),
        (Metadata(repealed=True, effective="2016-01-01"), "2015-01-01", "not_yet"),
    ],
)
def test_validity_follows_the_dates(metadata: Metadata, as_of: str, expected: str) -> None:
    assert validity(metadata, as_of) == expected
