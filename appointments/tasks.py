from celery import shared_task
from django.utils import timezone

from appointments import room
from appointments.diary.chosen import chosen_scheduler
from appointments.opening import last_day
from appointments.plan import plan_days
from appointments.scheduler import sweep
from repairs.council.deadlines import LONDON


@shared_task
def free_lapsed_holds() -> None:
    room.free_lapsed_holds(timezone.now())


@shared_task
def tell_scheduler() -> None:
    if scheduler := chosen_scheduler():
        sweep.tell_scheduler(scheduler)


@shared_task
def give_up_forgotten() -> None:
    if scheduler := chosen_scheduler():
        sweep.give_up_forgotten(scheduler)


@shared_task
def plan_diary() -> None:
    now = timezone.now()
    plan_days(now.astimezone(LONDON).date(), last_day(now))
