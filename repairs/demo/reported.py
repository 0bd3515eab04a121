"""Repairs that residents of the demo have reported already, so that staff find something on their lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from appointments.offer import hold_slot, offer_slots
from repairs.homes.models import Home
from repairs.log.enquiries.ask import ask_for_update, complain
from repairs.log.models import Enquiry, Repair
from repairs.report.answers import Answers, Contact, Details, Household, TellBy, WaterOff, YesNo
from repairs.report.drafts import path_of, start_draft
from repairs.report.job import job_of
from repairs.report.models import Draft
from repairs.report.path import Path
from repairs.report.send import send_report
from repairs.report.steps.slot import as_answer

PIPE = {"safety": "none", "where": "kitchen", "kitchen": "under-sink", "under-sink": "all-the-time"}
TAP = {"safety": "none", "where": "bathroom", "bathroom": "tap", "tap": "drips"}
WINDOW = {"safety": "none", "where": "room", "room": "window"}


@dataclass(frozen=True)
class Reported:
    """`days_ago` it was reported. Without `wishes` the soonest time was taken, or with `sooner` the last."""

    name: str
    questions: Mapping[str, str]
    home: str
    days_ago: int
    words: str
    wishes: tuple[str, ...] = ()
    sooner: bool = False
    tell_by: TellBy = TellBy.TEXT
    asks: str = ""
    complains: str = ""


REPORTED = (
    Reported("Ada Byron", TAP, "1 Larkspur Road", 1, "It drips all night.", ("weekday mornings",)),
    Reported("Tom Reed", PIPE, "2 Larkspur Road", 12, "The bucket is full by noon.", ("school hours", "any time")),
    Reported("Grace Obi", WINDOW, "3 Larkspur Road", 2, "A wet sill.", ("Saturday mornings",), tell_by=TellBy.PHONE),
    Reported("Idris Khan", PIPE, "4 Larkspur Road", 0, "The cupboard is soaked.", sooner=True),
    Reported("Mary Cole", WINDOW, "5 Larkspur Road", 30, "Rain comes in.", asks="When do you come?"),
    Reported("Sam Price", TAP, "6 Larkspur Road", 60, "It drips again.", complains="I have waited for two months."),
)


def seed_repairs() -> None:
    if Repair.objects.exists():
        return
    now = timezone.now()
    for number, one in enumerate(REPORTED):
        home = Home.objects.filter(line_1=one.home, alerts=None).order_by("pk").first()
        if home is not None:
            age(report(one, number, home, now), one, now)


def report(one: Reported, number: int, home: Home, now: datetime) -> Repair:
    draft = start_draft(uuid5(NAMESPACE_URL, f"demo-{number}"))
    draft.answers = Answers(questions=dict(one.questions))
    draft.answers = Answers(
        questions=dict(one.questions),
        result=(path_of(draft, now).progress.result,),
        household=Household(damp=YesNo.NO, recent=YesNo.NO, water_off=WaterOff.NO),
        postcode=home.postcode,
        home=str(home.pk),
        details=Details(text=one.words),
        contact=Contact(name=one.name, phone=f"07700 90010{number}", tell_by=one.tell_by),
    )
    draft.save(force_insert=True)
    choose_time(draft, path_of(draft, now), one, now)
    return send_report(draft, path_of(draft, now), now)


def choose_time(draft: Draft, path: Path, one: Reported, now: datetime) -> None:
    """None suits whoever has wishes, or finds nothing free."""
    progress = path.progress
    lead = 0 if one.days_ago else 1
    slots = [] if one.wishes else offer_slots(job_of(progress), lead, now, holder=str(draft.pk))
    if slots:
        hold = hold_slot(slots[-1 if one.sooner else 0].id, job_of(progress), lead, str(draft.pk), now)
        draft.hold = hold.id
        chosen = {"slot": as_answer(hold.slot, progress.job), "sooner": one.sooner}
    else:
        chosen = {"no_slot": progress.job, "times": one.wishes or ("any time",)}
    draft.answers = draft.answers.model_copy(update=chosen)
    draft.save()


def age(repair: Repair, one: Reported, now: datetime) -> None:
    """As if all of it had happened so many days ago. What goes to the HMS and to the resident goes now."""
    ago = timedelta(days=one.days_ago)
    Repair.objects.filter(pk=repair.pk).update(
        reported_at=repair.reported_at - ago,
        due_at=repair.due_at - ago,
        rtr_due=earlier(repair.rtr_due, ago),
        investigate_by=earlier(repair.investigate_by, ago),
    )
    if one.asks:
        asked = ask_for_update(repair, one.asks, now)
        Enquiry.objects.filter(pk=asked.pk).update(due_at=now - timedelta(hours=2))
    if one.complains:
        complain(repair, one.complains, now)


def earlier(day: date | None, by: timedelta) -> date | None:
    return day - by if day else None
