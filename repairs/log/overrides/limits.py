"""What each of the staff may decide otherwise, and how many minutes they may add."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User

UP, DOWN = "log.override_priority_up", "log.override_priority_down"
UNDO_EMERGENCY = "log.undo_emergency"
TIMES, CHECKS, CAPACITY = "log.override_times", "log.override_checks", "log.override_capacity"
LONGEST_ROLE = 100


def role_of(user: Any) -> str:
    """As it is now, for the record."""
    return ", ".join(Group.objects.filter(user=user).order_by("name").values_list("name", flat=True))[:LONGEST_ROLE]


def extra_minutes_of(user_id: int) -> int:
    """The most minutes that may be added to one window of a day, by whomever, when this person books. 0: none."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or not user.has_perm(CAPACITY):
        return 0
    allowed: dict[str, int] = settings.OVERRIDE_EXTRA_MINUTES
    return max((allowed.get(name, 0) for name in user.groups.values_list("name", flat=True)), default=0)
