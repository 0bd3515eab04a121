"""What a decision names by its code."""

from repairs.council.kept import Kept
from repairs.council.models import Priority, Trade

priorities = Kept(lambda: {one.code: one for one in Priority.objects.all()})
trade_ids = Kept(lambda: dict(Trade.objects.values_list("code", "pk")))


def find_priority(code: str) -> Priority:
    """Raises Priority.DoesNotExist."""
    return priorities.get().get(code) or Priority.objects.get(code=code)


def find_trade_id(code: str) -> int | None:
    return trade_ids.get().get(code) or Trade.objects.filter(code=code).values_list("pk", flat=True).first()
