"""Letting messages go that waited for the HMS."""

from collections.abc import Collection
from datetime import datetime

from django.db.models.functions import Greatest

from repairs.log.models import Message, WorksOrderChange


def release_booked_messages(repairs: Collection[int], now: datetime) -> None:
    """The HMS has these orders, as they now are: residents may be told of the booking, and need not hear less."""
    if not repairs:
        return
    changing = WorksOrderChange.objects.filter(order__repair__in=repairs, state=WorksOrderChange.State.WAITING)
    settled = set(repairs) - set(changing.values_list("order__repair", flat=True))
    held_back = Message.objects.filter(repair__in=settled, waits_for_order=True, state=Message.State.WAITING)
    told = dict(held_back.values_list("pk", "repair"))
    if told:
        # A reminder keeps its time.
        at = {"due_at": Greatest("due_at", now), "wanted_at": Greatest("wanted_at", now)}
        Message.objects.filter(pk__in=told).update(waits_for_order=False, **at)
        unsaid = Message.objects.filter(repair__in=set(told.values()), kind=Message.Kind.RECEIVED)
        unsaid.filter(state=Message.State.WAITING).update(state=Message.State.DROPPED)
