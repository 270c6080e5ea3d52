"""How ingest, index and questions scale, beside the usual recipes."""
