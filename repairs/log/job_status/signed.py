"""Whether the HMS signed what came, and did so just now."""

import hmac
from collections.abc import Iterator, Sequence

from repairs.log.hms.signature import signature

TOLERANCE_SECONDS = 300
MOST_SIGNATURES = 4


def is_signed(header: str, body: bytes, secrets: Sequence[str], now: float) -> bool:
    """`now` is in seconds since 1970. Two secrets hold while one takes the place of the other."""
    times = values_of(header, "t")
    if len(times) != 1 or not (times[0].isascii() and times[0].isdigit() and len(times[0]) <= 12):
        return False
    at = int(times[0])
    if abs(now - at) > TOLERANCE_SECONDS:
        return False
    given = values_of(header, "v1")[:MOST_SIGNATURES]
    return any(same(one, expected) for one in given for expected in expectations(body, secrets, at))


def expectations(body: bytes, secrets: Sequence[str], at: int) -> Iterator[str]:
    for secret in secrets:
        if secret:
            yield values_of(signature(body, secret, at), "v1")[0]


def same(given: str, expected: str) -> bool:
    """Takes as long whether they differ early or late."""
    return hmac.compare_digest(given.encode(errors="replace"), expected.encode())


def values_of(header: str, name: str) -> list[str]:
    parts = (part.strip().partition("=") for part in header.split(","))
    return [value for key, _, value in parts if key == name]
