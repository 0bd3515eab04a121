"""What a planner reads beside the times of a repair."""

from datetime import datetime
from typing import Any

from repairs.contact_centre.planning.lateness import say_late
from repairs.contact_centre.planning.words import say_wishes
from repairs.log.book_visit import NEVER_BOOKED
from repairs.log.changeable import last_of_visits
from repairs.log.job_status.state import job_state_of
from repairs.log.messages import call_back_of, channel_for
from repairs.log.models import Appointment, Repair
from repairs.log.planning_words import why_no_time
from repairs.log.visit import minutes_of, rings_first


def about(repair: Repair, now: datetime) -> dict[str, Any]:
    last = Appointment.objects.filter(repair=repair).first()
    return {
        "repair": repair,
        "visit": last if last and last.cancelled_at is None else None,
        "version": last.version if last else NEVER_BOOKED,
        "why": why_no_time(repair, last_of_visits(repair)),
        "job_state": job_state_of(repair),
        "late": say_late(repair.due_at, now),
        "minutes": minutes_of(repair),
        "rings_first": rings_first(repair),
        "alerts": list(repair.home.alerts.all()) if repair.home else [],
        "call_back": call_back_of(repair),
        "told_by": channel_for(repair),
        "wishes": say_wishes(repair),
    }
