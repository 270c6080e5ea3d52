"""The application: command line, HTTP interface, page, settings."""
