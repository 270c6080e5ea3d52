"""How often one address may ask: a bucket of tokens an address, in front of everything that costs work.

A bucket of our own, not slowapi: its limits are decorators of routes, and the page's queue is no route of ours.
Each process counts for itself; a limit over several belongs into the proxy (deploy/nginx.conf).
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from starlette.types import ASGIApp, Receive, Scope, Send

from app.guards import route_path
from app.problems import problem

MAX_ADDRESSES = 50_000
GET_COST = 0.2  # a document costs less than an answer
_FREE = ("/healthz", "/readyz", "/metrics")
_PAID = ("/api/", "/doc", "/gradio_api/queue/join", "/gradio_api/call")


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Buckets:
    """`burst` tokens an address, filled up again with `rate` a minute; the addresses seen longest ago are forgotten."""

    def __init__(self, rate: int, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate / 60
        self._burst = float(burst)
        self._clock = clock
        self._held: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = Lock()

    def take(self, address: str, cost: float = 1.0) -> float:
        """Take tokens; 0 where there were enough, else the seconds until there will be."""
        with self._lock:
            now = self._clock()
            bucket = self._held.setdefault(address, _Bucket(self._burst, now))
            self._held.move_to_end(address)
            bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.at) * self._rate)
            bucket.at = now
            while len(self._held) > MAX_ADDRESSES:
                self._held.popitem(last=False)
            if bucket.tokens < cost:
                return (cost - bucket.tokens) / self._rate
            bucket.tokens -= cost
            return 0.0


class RateLimit:
    """Answers 429 to an address that asks too often. This machine itself is not limited: there its proxies are."""

    def __init__(self, app: ASGIApp, rate: int, burst: int) -> None:
        self._app = app
        self._buckets = Buckets(rate, burst) if rate else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        cost = _cost(scope)
        address = _network(scope)
        if self._buckets is not None and cost and address is not None:
            wait = self._buckets.take(address, cost)
            if wait > 0:
                after = {"Retry-After": str(math.ceil(wait))}
                detail = "too many requests from this address"
                response = problem(429, detail, headers=after, instance=scope["path"], retryable=True)
                await response(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _cost(scope: Scope) -> float:
    if scope["type"] != "http":
        return 0.0
    path = route_path(scope)
    if not path.startswith(_PAID) or path in _FREE:
        return 0.0
    return GET_COST if scope["method"] in {"GET", "HEAD", "OPTIONS"} else 1.0


def _network(scope: Scope) -> str | None:
    """Whom a bucket belongs to: an IPv4 address, an IPv6 network of 64 bits; None for this machine itself."""
    host = (scope.get("client") or ("", 0))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host or "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is None:
            return None if address.is_loopback else str(ipaddress.ip_network((address, 64), strict=False))
        address = address.ipv4_mapped
    return None if address.is_loopback else str(address)
