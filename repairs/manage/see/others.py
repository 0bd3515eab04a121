"""Other repairs of the same household, for whoever has proved that the contact is theirs."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from repairs.log.household import others_of
from repairs.log.job_status.state import is_finished
from repairs.log.models import Repair
from repairs.manage.own import proved_contact


def other_repairs(request: HttpRequest, repair: Repair, now: datetime) -> dict[str, Any]:
    """Nothing of them, not even whether there are any, before the contact is proved."""
    channel = proved_contact(request, repair, now)
    others = others_of(repair, channel, now) if channel else []
    return {"contact_is_proved": channel is not None, "others": [(one, how_it_stands(one)) for one in others]}


def how_it_stands(repair: Repair) -> str:
    if repair.cancelled_at:
        return "cancelled"
    return "finished" if is_finished(repair) else "still open"
