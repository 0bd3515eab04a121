"""A cache in Redis that is empty while Redis is away: nobody waits for it, and no page fails with it."""

import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import structlog
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

LEFT_ALONE_SECONDS = 5
WAIT_SECONDS = 0.2

log = structlog.get_logger(__name__)
Found = TypeVar("Found")


class ForgivingRedisCache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        limits = {
            "socket_connect_timeout": WAIT_SECONDS,
            "socket_timeout": WAIT_SECONDS,
            "retry": Retry(NoBackoff(), 0),
        }
        super().__init__(server, {**params, "OPTIONS": {**limits, **params.get("OPTIONS", {})}})
        self._away_until = 0.0

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._try(lambda: super(ForgivingRedisCache, self).get(key, default, version), default)

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        return self._try(lambda: super(ForgivingRedisCache, self).get_many(keys, version), {})

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._try(lambda: super(ForgivingRedisCache, self).set(key, value, timeout, version), None)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._try(lambda: super(ForgivingRedisCache, self).add(key, value, timeout, version), True)

    def delete(self, key: Any, version: int | None = None) -> bool:
        return self._try(lambda: super(ForgivingRedisCache, self).delete(key, version), False)

    def _try(self, act: Callable[[], Found], otherwise: Found) -> Found:
        if time.monotonic() < self._away_until:
            return otherwise
        try:
            return act()
        except (RedisError, OSError) as error:
            self._away_until = time.monotonic() + LEFT_ALONE_SECONDS
            log.warning("cache_away", error=type(error).__name__)
            return otherwise
