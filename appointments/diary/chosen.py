from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from appointments.diary import Diary


def chosen_diary() -> Diary:
    """The diary that this council uses."""
    return cast(Diary, import_string(settings.APPOINTMENTS_DIARY)())
