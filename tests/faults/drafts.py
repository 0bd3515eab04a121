"""Reports that are complete up to check answers, made by the journey's own services."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from appointments.diary import Job, Slot
    from repairs.homes.models import Home
    from repairs.report.answers import Answers
    from repairs.report.models import Draft

MINUTES_ENOUGH = 10_000_000
BATCH = 100
HOMES = 200
WITHOUT_A_TIME_EVERY = 5

LEAK = {"safety": "none", "where": "kitchen", "kitchen": "under-sink", "under-sink": "all-the-time"}


@dataclass(frozen=True)
class Finished:
    """A draft that waits to be sent, and the cookie of the browser that wrote it."""

    draft: str
    cookies: dict[str, str]
    says: str
    """Words of its own, that are shown on check answers."""


def make_room() -> None:
    """The demo council, with a diary that never fills."""
    from appointments.models import Place
    from repairs.demo.seed import seed_council

    seed_council()
    Place.objects.update(minutes=MINUTES_ENOUGH)


def finished_drafts(count: int) -> list[Finished]:
    from django.db import transaction
    from django.utils import timezone

    from repairs.homes.models import Home

    now = timezone.now()
    tenants = Home.objects.filter(tenure=Home.Tenure.SECURE, patch__isnull=False, alerts=None)
    homes = cycle(tenants.order_by("pk")[:HOMES])
    made: list[Finished] = []
    for start in range(0, count, BATCH):
        with transaction.atomic():
            made += [finished_draft(number, next(homes), now) for number in range(start, min(count, start + BATCH))]
    return made


def finished_draft(number: int, home: "Home", now: datetime) -> Finished:
    from repairs.report.drafts import path_of, start_draft

    draft = start_draft(uuid4())
    draft.answers = answers_of(number, home)
    take_a_time(draft, number, now)
    draft.save()
    if not path_of(draft, now).ready:
        raise AssertionError(f"a draft is not complete: it stops at {path_of(draft, now).last.slug}")
    return Finished(str(draft.pk), cookies_of(draft), draft.answers.details.text if draft.answers.details else "")


def answers_of(number: int, home: "Home") -> "Answers":
    """Half want texts, half emails, each at a number or an address of their own."""
    from repairs.report.answers import Answers, Contact, Details, Household, TellBy, WaterOff, YesNo

    by_text = number % 2 == 0
    return Answers(
        questions=LEAK,
        postcode=home.postcode,
        home=str(home.pk),
        household=Household(damp=YesNo.NO, recent=YesNo.NO, water_off=WaterOff.NO),
        details=Details(text=f"The cupboard is soaked, says resident {number}."),
        times=("any time",),
        contact=Contact(
            name=f"Ada Byron {number}",
            phone=f"074{number:08}" if by_text else "",
            email="" if by_text else f"person-{number}@example.com",
            tell_by=TellBy.TEXT if by_text else TellBy.EMAIL,
        ),
    )


def take_a_time(draft: "Draft", number: int, now: datetime) -> None:
    """Holds one of the first times, spread over places. One resident in five has none that suits."""
    from appointments.diary.chosen import chosen_diary
    from repairs.report.drafts import path_of
    from repairs.report.job import job_of
    from repairs.report.steps.slot import as_answer

    progress = path_of(draft, now).progress
    if number % WITHOUT_A_TIME_EVERY == 0:
        draft.answers = draft.answers.model_copy(update={"no_slot": progress.job})
        return
    job = job_of(progress)
    slots = slots_for(replace(job, home="", work=""), now)
    hold = chosen_diary().hold(slots[number % len(slots)].id, job, str(draft.pk), now)
    draft.hold = hold.id
    draft.answers = draft.answers.model_copy(update={"slot": as_answer(hold.slot, progress.job)})


@cache
def slots_for(job: "Job", now: datetime) -> "list[Slot]":
    """The same for everybody: there is room for all."""
    from appointments.offer import offer_slots

    return offer_slots(job, 1, now)


def cookies_of(draft: "Draft") -> dict[str, str]:
    from django.http import HttpResponse
    from django.test import RequestFactory

    from repairs.report.visitor import remember

    response = HttpResponse()
    remember(RequestFactory().get("/"), response, draft.pk)
    return {name: morsel.value for name, morsel in response.cookies.items()}
