"""From a file to the text that every offset indexes: one module a format, chosen by what the file holds."""

from ingest.readers.read import SUFFIXES, read, read_bytes

__all__ = ["SUFFIXES", "read", "read_bytes"]
