"""How many texts one phone gets in a day: enough for what is usual, and too few to trouble anyone with our service."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import Q

from repairs.council.deadlines import LONDON
from repairs.log.hand_on import ASKED_FOR
from repairs.log.models import Message
from repairs.log.quiet_hours import at_hour

ALWAYS = frozenset({Message.Kind.EMERGENCY, Message.Kind.ON_THE_WAY, *ASKED_FOR})


def is_one_too_many(message: Message, now: datetime) -> bool:
    """Whether its phone has had the day's texts, about whatever repair. Zero in the settings is no limit."""
    most: int = settings.TEXTS_A_DAY
    if message.channel != Message.Channel.TEXT or message.kind in ALWAYS or not most:
        return False
    midnight = datetime.combine(now.astimezone(LONDON), time(), LONDON)
    texts = Message.objects.filter(channel=Message.Channel.TEXT, repair__phone=message.repair.phone)
    # These have limits of their own, and keep nobody from hearing of a visit.
    texts = texts.exclude(kind__in=ASKED_FOR)
    gone = Q(sent_at__gte=midnight) | Q(state=Message.State.WAITING, outcome_unknown=True)
    return texts.filter(gone).exclude(pk=message.pk).count() >= most


def tomorrow_morning(now: datetime) -> datetime:
    return at_hour(now.astimezone(LONDON).date() + timedelta(days=1), settings.TEXTS_FROM_HOUR)
