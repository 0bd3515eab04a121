"""How many texts one phone gets in a day: enough for what is usual, and too few to trouble anyone with our service."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from repairs.council.deadlines import LONDON
from repairs.log.hand_on import TO_ONE_ADDRESS
from repairs.log.models import Message, Repair
from repairs.log.quiet_hours import at_hour
from repairs.statements import Change, Gap, Read

MIDNIGHT = Gap(Message, "sent_at", "midnight")
MAY_HAVE_GONE = Q(outcome_unknown=True) | Q(counted_at__gte=MIDNIGHT)
TEXTS_TODAY = Read(
    lambda: (
        Message.objects.filter(channel=Message.Channel.TEXT, repair__phone=Gap(Repair, "phone"))
        .filter(Q(sent_at__gte=MIDNIGHT) | Q(MAY_HAVE_GONE, state=Message.State.WAITING))
        # These have limits of their own, and keep nobody from hearing of a visit.
        .exclude(kind__in=TO_ONE_ADDRESS)
        .values_list("pk")
    )
)
# Two workers with texts to one phone wait for each other here.
FIRST_OF_PHONE = Read(
    lambda: (
        Repair.objects.filter(phone=Gap(Repair, "phone"))
        .order_by("pk")
        .select_for_update(no_key=True)
        .values_list("pk")[:1]
    )
)
COUNT = Change(
    lambda: Message.objects.filter(pk=Gap(Message, "id")),
    lambda: {"counted_at": Gap(Message, "counted_at")},
)

ALWAYS = frozenset({Message.Kind.EMERGENCY, Message.Kind.ON_THE_WAY, *TO_ONE_ADDRESS})


def is_one_too_many(message: Message, now: datetime) -> bool:
    """Whether its phone has had the day's texts, about whatever repair. Zero in the settings is no limit.

    Where it is not, it is counted before it goes: others to the same phone may be on their way.
    """
    most: int = settings.TEXTS_A_DAY
    if message.channel != Message.Channel.TEXT or message.kind in ALWAYS or not most:
        return False
    with transaction.atomic():
        FIRST_OF_PHONE.first(phone=message.its_repair.phone)
        too_many = texts_today(message, now) >= most
        if not too_many:
            COUNT.run(id=message.pk, counted_at=now)
    return too_many


def texts_today(message: Message, now: datetime) -> int:
    """The others to its phone that have gone, may have gone, or are about to go."""
    midnight = datetime.combine(now.astimezone(LONDON), time(), LONDON)
    found = TEXTS_TODAY.all(phone=message.its_repair.phone, midnight=midnight)
    return sum(pk != message.pk for (pk,) in found)


def tomorrow_morning(now: datetime) -> datetime:
    return at_hour(now.astimezone(LONDON).date() + timedelta(days=1), settings.TEXTS_FROM_HOUR)
