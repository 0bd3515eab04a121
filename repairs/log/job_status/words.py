"""What messages say of a job."""

from datetime import datetime, time, timedelta
from typing import Any

from repairs.council.dates import say_short_date, say_time
from repairs.council.deadlines import LONDON
from repairs.log.job_status.reading import first_name
from repairs.log.models import Appointment, JobState, JobUpdate, Message, Repair

# A longer time than this says no more than the appointment did.
WORTH_SAYING = timedelta(hours=2)
TELL_US_WITHIN = timedelta(days=14)
LONGEST_FIRST_NAME = 20

TELLS_OF = {
    Message.Kind.ON_THE_WAY: JobState.ON_THE_WAY,
    Message.Kind.NO_ACCESS: JobState.NO_ACCESS,
    Message.Kind.DONE: JobState.COMPLETED,
}


def job_words(message: Message) -> dict[str, Any]:
    """Nothing for a message that does not come from what the HMS has said."""
    if message.kind == Message.Kind.MOVED_BY_US:
        return words_of_visit(message.its_repair)
    state = TELLS_OF.get(Message.Kind(message.kind))
    update = newest_of(message.its_repair, state) if state else None
    return words_of(update) if update else {}


def newest_of(repair: Repair, state: JobState) -> JobUpdate | None:
    return JobUpdate.objects.filter(order__repair=repair, state=state).order_by("-sequence", "-pk").first()


def words_of(update: JobUpdate) -> dict[str, Any]:
    day = update.happened_at.astimezone(LONDON).date()
    return {
        "comes": who_comes(update),
        "arrives": when_they_arrive(update),
        "called_at": update.happened_at,
        "called_on": say_short_date(day),
        "tell_us_by": say_short_date(day + TELL_US_WITHIN),
        "tell_us_by_day": day + TELL_US_WITHIN,
    }


def who_comes(update: JobUpdate) -> str:
    """Their first name, or nothing where it was not given or is none."""
    name = first_name(str(update.detail.get("operative", "")))
    return name if len(name) <= LONGEST_FIRST_NAME else ""


def when_they_arrive(update: JobUpdate) -> str:
    """between 10am and 11am, or by 11am. Empty unless it is for that day, and says more than half a day does."""
    starts, ends = read_time(update.detail.get("from")), read_time(update.detail.get("to"))
    happened = update.happened_at.astimezone(LONDON)
    if ends is None or update.detail.get("day") != happened.date().isoformat():
        return ""
    from_then = datetime.combine(happened.date(), starts, LONDON) if starts else happened
    until_then = datetime.combine(happened.date(), ends, LONDON)
    if not from_then < until_then <= from_then + WORTH_SAYING:
        return ""
    return f"between {say_time(starts)} and {say_time(ends)}" if starts else f"by {say_time(ends)}"


def read_time(written: object) -> time | None:
    return time.fromisoformat(str(written)) if written else None


def words_of_visit(repair: Repair) -> dict[str, Any]:
    """On which day nobody comes after all."""
    day = Appointment.objects.filter(repair=repair).values_list("day", flat=True).first()
    return {"called_off": say_short_date(day), "called_off_day": day} if day else {}
