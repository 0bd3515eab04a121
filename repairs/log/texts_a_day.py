"""How many texts one phone gets in a day: enough for what is usual, and too few to trouble anyone with our service."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from repairs.council.deadlines import LONDON
from repairs.log.hand_on import TO_ONE_ADDRESS
from repairs.log.models import Message, Repair
from repairs.log.quiet_hours import at_hour

ALWAYS = frozenset({Message.Kind.EMERGENCY, Message.Kind.ON_THE_WAY, *TO_ONE_ADDRESS})


def is_one_too_many(message: Message, now: datetime) -> bool:
    """Whether its phone has had the day's texts, about whatever repair. Zero in the settings is no limit.

    Where it is not, it is counted before it goes: others to the same phone may be on their way.
    """
    most: int = settings.TEXTS_A_DAY
    if message.channel != Message.Channel.TEXT or message.kind in ALWAYS or not most:
        return False
    with transaction.atomic():
        # Two workers with texts to one phone wait for each other here.
        first = Repair.objects.filter(phone=message.its_repair.phone).order_by("pk").select_for_update(no_key=True)
        first.values_list("pk", flat=True).first()
        too_many = texts_today(message, now) >= most
        if not too_many:
            Message.objects.filter(pk=message.pk).update(counted_at=now)
    return too_many


def texts_today(message: Message, now: datetime) -> int:
    """Those to its phone that have gone, may have gone, or are about to go."""
    midnight = datetime.combine(now.astimezone(LONDON), time(), LONDON)
    texts = Message.objects.filter(channel=Message.Channel.TEXT, repair__phone=message.its_repair.phone)
    # These have limits of their own, and keep nobody from hearing of a visit.
    texts = texts.exclude(kind__in=TO_ONE_ADDRESS)
    about_to_go = Q(outcome_unknown=True) | Q(counted_at__gte=midnight)
    gone = Q(sent_at__gte=midnight) | Q(about_to_go, state=Message.State.WAITING)
    return texts.filter(gone).exclude(pk=message.pk).count()


def tomorrow_morning(now: datetime) -> datetime:
    return at_hour(now.astimezone(LONDON).date() + timedelta(days=1), settings.TEXTS_FROM_HOUR)
