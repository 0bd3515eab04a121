"""What the page of a home shows: facts, and whose repairs were reported from there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from repairs.contact_centre.home_facts import HomeRecord, KnownRepair, facts_of_home, known
from repairs.log.household import called
from repairs.log.models import Repair

MOST = 100


@dataclass(frozen=True)
class Told:
    """A repair, and whether whoever reported the newest one seems to have reported it too."""

    repair: KnownRepair
    name: str
    same_people: bool


@dataclass(frozen=True)
class HomePage:
    facts: HomeRecord
    repairs: tuple[Told, ...]
    """Newest first."""
    more: bool

    @property
    def open(self) -> list[Told]:
        return [told for told in self.repairs if told.repair.is_open]

    @property
    def over(self) -> list[Told]:
        return [told for told in self.repairs if not told.repair.is_open]

    @property
    def others(self) -> bool:
        return any(not told.same_people for told in self.repairs)


def page_of_home(home_id: int, now: datetime) -> HomePage:
    """Raises Home.DoesNotExist."""
    rows = Repair.objects.filter(home=home_id).select_related("priority", "trade", "works_order", "appointment")
    repairs = list(rows.order_by("-reported_at", "-pk")[: MOST + 1])
    told = tuple(
        Told(known(repair, now), repair.name, same)
        for repair, same in zip(repairs[:MOST], same_people(repairs[:MOST]), strict=True)
    )
    return HomePage(facts_of_home(home_id, now), told, len(repairs) > MOST)


def same_people(repairs: Iterable[Repair]) -> Iterator[bool]:
    """Newest first. The register does not say who lives there: a name, phone or email in common with the newest does.

    Somebody who shares one of them with somebody who does, such as a couple, counts as well.
    """
    theirs: set[str] = set()
    for place, repair in enumerate(repairs):
        marks = {mark for mark in (called(repair), repair.phone, repair.email.lower()) if mark}
        same = place == 0 or bool(marks & theirs)
        if same:
            theirs |= marks
        yield same
