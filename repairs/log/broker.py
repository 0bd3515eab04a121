"""Whether Redis is there to tell the workers anything."""

from django.conf import settings
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

TIMEOUT_SECONDS = 1


def broker_answers() -> bool:
    """Asked once, without the client's own tries again."""
    if not settings.REDIS_URL:
        return False
    broker = Redis.from_url(
        settings.REDIS_URL,
        socket_connect_timeout=TIMEOUT_SECONDS,
        socket_timeout=TIMEOUT_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
    try:
        return bool(broker.ping())
    except RedisError:
        return False
    finally:
        broker.close()
