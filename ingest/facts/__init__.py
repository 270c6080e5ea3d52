"""Facts: what a clause grants, demands, sets as a target or a date, each with its span."""

from ingest.facts.extract import extract_facts

__all__ = ["extract_facts"]
