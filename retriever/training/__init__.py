"""Makes the default embedding model: `python -m retriever.training --data DIR --out DIR`."""
