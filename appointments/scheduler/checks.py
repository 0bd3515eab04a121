from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string

from appointments.diary.http import HttpDiary

NEEDED = {
    "SCHEDULER_URL": "Set it to the address below which the scheduler answers.",
    "SCHEDULER_TOKEN": "Set it, or SCHEDULER_TOKEN_FILE: anybody could book without one.",
}


def check_scheduler(**kwargs: Any) -> list[CheckMessage]:
    """Without an address or a token, every resident would be told that someone will ring with a time."""
    try:
        diary = import_string(settings.APPOINTMENTS_DIARY)
    except ImportError:
        return []
    if not (isinstance(diary, type) and issubclass(diary, HttpDiary)):
        return []
    return [
        Error(f"The diary is kept by a scheduler, and {name} is not set.", hint=hint, id=f"appointments.{name}")
        for name, hint in NEEDED.items()
        if not getattr(settings, name)
    ]
