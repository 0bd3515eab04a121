from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from appointments.diary import Diary
from appointments.scheduler import Scheduler
from appointments.scheduler.diary import SchedulerDiary


def chosen_diary() -> Diary:
    """The diary that this council uses."""
    return cast(Diary, import_string(settings.APPOINTMENTS_DIARY)())


def chosen_scheduler() -> Scheduler | None:
    """Whoever keeps this council's diary. None where the council keeps it here."""
    diary = chosen_diary()
    return diary.scheduler if isinstance(diary, SchedulerDiary) else None
