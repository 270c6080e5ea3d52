"""A run as a page, a table and a summary."""
