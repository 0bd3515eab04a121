"""What a decision names by its code. The tables are short and change seldom: read whole and kept for a minute."""

from django.core.cache import cache

from repairs.council.models import Priority, Trade

KEEP_SECONDS = 60


def find_priority(code: str) -> Priority:
    """Raises Priority.DoesNotExist."""
    known = cache.get_or_set("priorities", lambda: {one.code: one for one in Priority.objects.all()}, KEEP_SECONDS)
    return (known or {}).get(code) or Priority.objects.get(code=code)


def find_trade_id(code: str) -> int | None:
    known = cache.get_or_set("trade-ids", lambda: dict(Trade.objects.values_list("code", "pk")), KEEP_SECONDS)
    return (known or {}).get(code) or Trade.objects.filter(code=code).values_list("pk", flat=True).first()
