"""Tells the service what has happened to a job, signed."""

import time
from collections.abc import Sequence
from urllib.parse import urlsplit

from repairs.log.hms.signature import HEADER, signature
from repairs.stubs.callbacks import GOES_WRONG as GOES_WRONG
from repairs.stubs.callbacks import LATE_SECONDS, WAITS, Callbacks


class Webhooks(Callbacks):
    """`site` is the public address of the service, where `url` reaches it at another."""

    def __init__(
        self,
        url: str,
        secret: str,
        waits: Sequence[float] = WAITS,
        late_seconds: float = LATE_SECONDS,
        site: str = "",
    ) -> None:
        self.secret = secret
        self.site = urlsplit(site)
        super().__init__(url, waits, late_seconds)

    def headers(self, body: bytes) -> dict[str, str]:
        asked_of = {"Host": self.site.netloc, "X-Forwarded-Proto": self.site.scheme} if self.site.netloc else {}
        return {HEADER: signature(body, self.secret, int(time.time())), **asked_of}
