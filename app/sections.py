"""Settings of the application layer itself, a section a part; `app/settings.py` is the one loader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field


@dataclass(frozen=True, slots=True)
class RecordsSettings:
    """What is kept of conversations, and where.

    Attributes:
        url: Another database than `app.db` in the data folder, as SQLAlchemy writes it (postgresql+psycopg://…).
        days: Conversations that nobody went on with for so long are deleted; 0 keeps them for ever.
        conversations: Conversations that one browser or client keeps; those used longest ago go first; 0 sets no limit.
        mask_company_codes: Mask unified social credit codes too, beside ID numbers, phones and e-mail addresses.
    """

    url: str | None = None
    days: Annotated[int, Field(ge=0)] = 90
    conversations: Annotated[int, Field(ge=0)] = 200
    mask_company_codes: bool = False


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """How the server stands in the network.

    Attributes:
        root_path: The path under which a proxy serves it (`/policyqa`); the proxy takes it off before it passes on.
        trusted_proxies: Addresses or networks, with commas between, whose word on the client's address is taken.
        rate: Requests a minute that one address may make in the long run, which may be a whole office's; 0 sets no
            limit. This machine itself has none.
        burst: Requests that it may make at once.
        max_body: Bytes of a request at most.
    """

    root_path: Annotated[str, Field(pattern=r"^(?:/[A-Za-z0-9._~-]+)*$")] = ""
    trusted_proxies: str = ""
    rate: Annotated[int, Field(ge=0)] = 300
    burst: Annotated[int, Field(ge=1)] = 120
    max_body: Annotated[int, Field(ge=1024)] = 64 * 1024
