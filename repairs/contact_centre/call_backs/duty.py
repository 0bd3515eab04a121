"""On which channel an agent works just now."""

from datetime import datetime, timedelta

from repairs.council.details import council_details
from repairs.council.models import PhoneLine
from repairs.log.channels import Channel
from repairs.report.models import Draft

A_SHIFT = timedelta(hours=12)


def channel_of(agent_id: int, now: datetime) -> Channel:
    """The one of their last call of this shift. Before their first, the clock says."""
    calls = Draft.objects.filter(agent=agent_id, updated_at__gt=now - A_SHIFT).exclude(channel="")
    last = calls.order_by("-updated_at").values_list("channel", flat=True).first()
    if last is not None:
        return Channel(last)
    office = council_details().line(PhoneLine.Key.REPAIRS)
    return Channel.PHONE if office.is_open(now) else Channel.OUT_OF_HOURS
