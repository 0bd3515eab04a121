"""Where a repair has got to: what happened, in the words of whoever waits for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from appointments.choices import say_slot
from repairs.log.models import Appointment, Enquiry, Event, JobState, JobUpdate, Repair
from repairs.log.reschedule import RESIDENT
from repairs.statements import Gap, Read

SHOWN_AT_ONCE = 6
HELPED = "helped"

Kind, Asked = Event.Kind, Enquiry.Kind
Detail = Mapping[str, Any]

OF_A_JOB = {
    JobState.SCHEDULED: "We planned the work",
    JobState.ASSIGNED: "We gave the work to someone",
    JobState.ON_THE_WAY: "We were on the way",
    JobState.STARTED: "We started the work",
    JobState.NO_ACCESS: "We came and could not get in",
    JobState.FOLLOW_ON: "We found that there is more to do",
    JobState.DELAYED: "We were delayed",
    JobState.COMPLETED: "We marked it as finished",
    JobState.CANCELLED: "We could not come as planned",
}

OF_AN_ENQUIRY = {
    Asked.UPDATE: "You asked for an update",
    Asked.WORSE: "You told us that it has got worse",
    Asked.OTHER_CONTRACTOR: "You asked for another contractor",
    Asked.COMPLAINT: "You made a complaint",
}
"""What nobody came to, and what was not fixed, have events of their own."""

Words = Callable[[Detail], str]

OF_AN_EVENT: Mapping[Event.Kind, Words] = {
    Kind.REPORTED: lambda told: "You reported it",
    Kind.BOOKED: lambda told: with_time("We booked a visit", told.get("visit")),
    Kind.MOVED: lambda told: with_time(who(told, "changed the time of the visit"), told.get("to")),
    Kind.VISIT_CANCELLED: lambda told: (
        f"{'You' if is_theirs(told) else 'We'} asked to cancel it. It stays open until we have spoken to you"
    ),
    Kind.VISIT_GONE: lambda told: with_time("We had to cancel the visit", told.get("visit")),
    Kind.CANCELLED: lambda told: who(told, "cancelled it"),
    Kind.CALL_BACK_ASKED: lambda told: "We said that we would get in touch with you",
    Kind.ORDER_SENT: lambda told: "We sent the job to the team that will do it",
    Kind.ENQUIRY_ASKED: lambda told: OF_AN_ENQUIRY.get(told.get("enquiry", ""), ""),
    Kind.ENQUIRY_ANSWERED: lambda told: "We answered you",
    Kind.NOBODY_CAME: lambda told: "You told us that no one came",
    Kind.GOT_WORSE: lambda told: "We made it more urgent",
    Kind.CONTACT_CHANGED: lambda told: who(told, "changed your contact details"),
    Kind.DELAY_NOTED: lambda told: f"There is a delay: {told.get('words', '')}",
    Kind.DELAY_ENDED: lambda told: "The delay is over",
    Kind.ADDED: lambda told: "You added photos" if told.get("words") == "no" else "You told us more",
    Kind.VISIT_DETAILS: lambda told: "You told us who will be in, or what we should know",
    Kind.REPORTED_AGAIN: lambda told: "You told us that it is not fixed",
}

SAYS_NOTHING = frozenset(
    {
        # The steps of a job come from what the HMS said itself.
        Kind.JOB_UPDATED,
        # What we do among ourselves. Messages have a list of their own.
        *(Kind.ORDER_REFUSED, Kind.ORDER_UNKNOWN, Kind.CHANGE_SENT, Kind.CHANGE_REFUSED, Kind.TRIED_AGAIN),
        *(Kind.GIVEN_UP, Kind.SETTLED, Kind.MESSAGE_SENT, Kind.MESSAGE_DELIVERED, Kind.MESSAGE_NOT_DELIVERED),
        *(Kind.CALL_BACK_WORKED, Kind.CALL_BACK_ENDED),
        *(Kind.MESSAGE_DROPPED, Kind.MESSAGE_REFUSED, Kind.ENQUIRY_ESCALATED, Kind.GOT_IN, Kind.LINKS_ENDED),
        *(Kind.TAKEN_OVER, Kind.SENT_TO_RESIDENT, Kind.PHOTO_LINK),
        *(Kind.CALLER_VERIFIED, Kind.CALLER_NOT_VERIFIED),
        Kind.OVERRIDDEN,
        # These are of no repair.
        *(Kind.GAS_PAGE_SHOWN, Kind.FIXED_BY_ADVICE, Kind.SENT_ELSEWHERE, Kind.CALL_GIVEN_UP),
    }
)


@dataclass(frozen=True)
class Step:
    at: datetime
    words: str


def is_theirs(told: Detail) -> bool:
    return bool(told.get("by", RESIDENT) == RESIDENT)


def who(told: Detail, did: str) -> str:
    """You did it, we did it for you because you asked, or we did. Never who of us."""
    if not is_theirs(told):
        return f"We {did}"
    return f"We {did} for you" if told.get(HELPED) else f"You {did}"


def with_time(words: str, time: str | None) -> str:
    return f"{words}: {time}" if time else words


EVENTS = Read(
    lambda: Event.objects.filter(repair=Gap(Repair, "id", "repair"), kind__in=OF_AN_EVENT).order_by("at", "pk")
)
"""Those that residents read of, oldest first."""


def timeline(
    repair: Repair, events: Sequence[Event], last: Appointment | None, updates: Sequence[JobUpdate]
) -> list[Step]:
    """Newest first. `last` is the visit that is booked, or was the last. The same twice in a row is one."""
    steps = [Step(event.at, say_event(event, events, last, repair)) for event in events]
    steps += [Step(update.happened_at, OF_A_JOB[JobState(update.state)]) for update in updates]
    in_order = sorted((step for step in steps if step.words), key=lambda step: step.at)
    new = [step for step, before in zip(in_order, [None, *in_order], strict=False) if is_news(step, before)]
    return new[::-1]


def is_news(step: Step, before: Step | None) -> bool:
    return before is None or step.words != before.words


def say_event(event: Event, events: Sequence[Event], last: Appointment | None, repair: Repair) -> str:
    told = dict(event.detail) | {HELPED: event.staff_id is not None}
    if event.kind == Kind.BOOKED:
        told["visit"] = first_time(events, last)
    if event.kind == Kind.REPORTED and repair.recall_of_id:
        return "You told us that the repair before it was not fixed"
    return OF_AN_EVENT[Kind(event.kind)](told)


def first_time(events: Sequence[Event], last: Appointment | None) -> str:
    """The time that was booked first. What moves a visit keeps from when it was moved."""
    moved = next((str(event.detail.get("from", "")) for event in events if event.kind == Kind.MOVED), "")
    return moved or (say_slot(last) if last else "")
