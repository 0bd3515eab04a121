"""What processes share in Redis: nobody waits for it while it is away, and nothing fails."""

import os
import socket
import time
from collections.abc import Iterator

import pytest

from repairs.forgiving_cache import LEFT_ALONE_SECONDS, ForgivingRedisCache


@pytest.fixture(params=["away", "hanging"])
def cache(request: pytest.FixtureRequest) -> Iterator[ForgivingRedisCache]:
    """Redis is not there, or takes the connection and says nothing."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if request.param == "hanging":
            listener.listen(100)
        yield ForgivingRedisCache(f"redis://127.0.0.1:{listener.getsockname()[1]}/0", {})


def test_without_redis_nothing_is_known_and_nothing_fails(cache: ForgivingRedisCache) -> None:
    cache.set("a", 1)
    assert cache.get("a") is None
    assert cache.get("a", 7) == 7
    assert cache.get_many(["a", "b"]) == {}
    assert cache.add("a", 1)
    assert not cache.delete("a")


def test_without_redis_one_question_waits_and_the_others_do_not(cache: ForgivingRedisCache) -> None:
    begun = time.monotonic()
    for _ in range(200):
        cache.get("a")
    assert time.monotonic() - begun < LEFT_ALONE_SECONDS


@pytest.mark.redis
@pytest.mark.skipif(not os.environ.get("REDIS_URL"), reason="REDIS_URL is not set")
def test_with_redis_it_remembers() -> None:
    cache = ForgivingRedisCache(os.environ["REDIS_URL"], {"KEY_PREFIX": "tests"})
    cache.set("a", [1, "two"], 5)
    assert cache.get("a") == [1, "two"]
    assert cache.get_many(["a", "b"]) == {"a": [1, "two"]}
    assert not cache.add("a", 2, 5)
    assert cache.delete("a")
    assert cache.get("a") is None
