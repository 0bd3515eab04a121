"""Tells the service what has happened to a job, signed."""

import time
from collections.abc import Sequence

from repairs.log.hms.signature import HEADER, signature
from repairs.stubs.callbacks import GOES_WRONG as GOES_WRONG
from repairs.stubs.callbacks import LATE_SECONDS, WAITS, Callbacks


class Webhooks(Callbacks):
    def __init__(
        self,
        url: str,
        secret: str,
        waits: Sequence[float] = WAITS,
        late_seconds: float = LATE_SECONDS,
        site: str = "",
    ) -> None:
        self.secret = secret
        super().__init__(url, waits, late_seconds, site)

    def headers(self, body: bytes) -> dict[str, str]:
        return {HEADER: signature(body, self.secret, int(time.time()))}
