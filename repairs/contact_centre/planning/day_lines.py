"""Whom the times of a day are for: a repair, or a report that is still being written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from appointments.taken import Taken
from repairs.homes.models import Home
from repairs.log.models import Appointment, Repair
from repairs.report.models import Draft

REPAIR = "repair:"


@dataclass(frozen=True)
class DayLine:
    """`url` is empty where nothing can be done with it: a report that somebody writes is theirs."""

    taken: Taken
    who: str
    where: str
    job: str
    reference: str = ""
    url: str = ""


def lines_of(taken: Sequence[Taken], *, may_plan: bool) -> list[DayLine]:
    """A statement or two for each kind of holder, whatever there is."""
    booked = Appointment.objects.filter(diary_id__in=[one.id for one in taken]).select_related("repair")
    repairs = {one.diary_id: one.repair for one in booked} | held_for_repairs(taken)
    homes = homes_of_drafts([one for one in taken if one.id not in repairs])
    return [
        of_repair(one, repairs[one.id], may_plan) if one.id in repairs else of_draft(one, homes.get(one.holder, ""))
        for one in taken
    ]


def held_for_repairs(taken: Collection[Taken]) -> dict[str, Repair]:
    keys = {one.id: key for one in taken if (key := repair_in(one.holder))}
    repairs = Repair.objects.in_bulk(set(keys.values()))
    return {id: repairs[key] for id, key in keys.items() if key in repairs}


def repair_in(holder: str) -> int | None:
    """Of what holds a time for a repair, or for a planner who finds one for it."""
    key = holder.removeprefix(REPAIR).split(":")[0] if holder.startswith(REPAIR) else ""
    return int(key) if key.isdecimal() else None


def homes_of_drafts(taken: Collection[Taken]) -> Mapping[str, str]:
    """By holder: the address, where they have said which home it is."""
    ids = [key for one in taken if (key := read_id(one.holder))]
    chosen = {str(draft.pk): draft.given.get("home") or "" for draft in Draft.objects.filter(pk__in=ids)}
    known = {int(home) for home in chosen.values() if home.isdecimal()}
    homes = Home.objects.in_bulk(known)
    return {key: str(homes[int(home)]) for key, home in chosen.items() if home.isdecimal() and int(home) in homes}


def read_id(holder: str) -> UUID | None:
    try:
        return UUID(holder)
    except ValueError:
        return None


def of_repair(taken: Taken, repair: Repair, may_plan: bool) -> DayLine:
    if may_plan:
        url = reverse("contact-centre:planning-place", args=[repair.reference])
    else:
        url = reverse("contact-centre:repair", args=[repair.reference])
    where = ", ".join(line for line in (*repair.address.splitlines(), repair.postcode) if line)
    return DayLine(taken, repair.in_name or repair.name, where, repair.title, repair.reference, url)


def of_draft(taken: Taken, where: str) -> DayLine:
    return DayLine(taken, "", where, "A report that is being written" if taken.held_until else "")
