"""How the HMS signs what it tells us: `X-Signature: t=<seconds since 1970>,v1=<HMAC-SHA256 in hex>`.

What is signed is the number of seconds, a full stop and the body, byte for byte, with a secret that both sides have.
"""

import hashlib
import hmac

HEADER = "X-Signature"


def signature(body: bytes, secret: str, at: int) -> str:
    """`at` is in seconds since 1970."""
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={signed}"
