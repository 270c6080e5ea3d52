"""The one error tree. Each leaf says what to do, whether a retry can help, its exit status and its HTTP status.

PolicyQAError
├── UsageError            wrong option, question or setting          exit 2, HTTP 400
│   └── QuestionError     a question that cannot be asked            exit 2, HTTP 422
├── DocumentError         a file that could not be read              exit 1, HTTP 422
│   ├── UnsupportedFormat
│   ├── BrokenDocument
│   └── TooLarge
├── NotFound              no such document, clause or generation     exit 1, HTTP 404
├── StoreError            the data folder is damaged or too new      exit 1, HTTP 503
│   ├── Busy              another process writes                     exit 1, HTTP 503, retry
│   ├── NoIndex           nothing was ingested yet                   exit 1, HTTP 503
│   └── ModelMismatch     index and configured model differ          exit 1, HTTP 503
└── ModelError            an embedding or chat model failed          exit 1, HTTP 502, retry
"""

from __future__ import annotations

from typing import ClassVar


class PolicyQAError(Exception):
    """Root of every error a user may see.

    Args:
        message: One line that says what is wrong.
        remedy: One line that says what to do about it; may be empty.
    """

    exit_status: ClassVar[int] = 1
    http_status: ClassVar[int] = 500
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}: {self.remedy}" if self.remedy else self.message


class UsageError(PolicyQAError):
    """A wrong option, path or setting."""

    exit_status = 2
    http_status = 400


class QuestionError(UsageError):
    """A question that cannot be asked: empty, too long, or not text."""

    http_status = 422


class DocumentError(PolicyQAError):
    """A file that could not be read."""

    http_status = 422


class UnsupportedFormat(DocumentError):
    """No reader for what the file holds."""


class BrokenDocument(DocumentError):
    """The file says it is a format but cannot be read as one."""


class TooLarge(DocumentError):
    """The file is over a limit (bytes, pages, nesting, unpacked size)."""

    http_status = 413


class NotFound(PolicyQAError):
    """No such document, clause or generation."""

    http_status = 404


class StoreError(PolicyQAError):
    """The data folder is damaged, or was written by a newer version."""

    http_status = 503


class Busy(StoreError):
    """Another process is writing."""

    retryable = True


class NoIndex(StoreError):
    """Nothing was ingested yet."""


class ModelMismatch(StoreError):
    """The index was built with another embedding model than the one configured."""


class ModelError(PolicyQAError):
    """An embedding or chat model could not be loaded or failed."""

    http_status = 502
    retryable = True
