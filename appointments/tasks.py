from celery import shared_task
from django.utils import timezone

from appointments import room
from appointments.opening import last_day
from appointments.plan import plan_days
from repairs.council.deadlines import LONDON


@shared_task
def free_lapsed_holds() -> None:
    room.free_lapsed_holds(timezone.now())


@shared_task
def plan_diary() -> None:
    now = timezone.now()
    plan_days(now.astimezone(LONDON).date(), last_day(now))
