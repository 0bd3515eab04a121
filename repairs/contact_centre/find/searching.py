"""Looking up what was understood, a page at a time. However much there is, few rows are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from repairs.contact_centre.find.reading import Reading
from repairs.contact_centre.home_facts import KnownRepair, known
from repairs.homes import search as homes
from repairs.homes.models import Home
from repairs.log import callers
from repairs.log.models import Repair

ON_A_PAGE = 20
SUGGESTED = 6
FEWEST_LETTERS = 3


@dataclass(frozen=True)
class FoundHomes:
    shown: tuple[Home, ...]
    count: int
    """No more than are paged through."""
    too_many: bool
    page: int
    pages: int


@dataclass(frozen=True)
class FoundRepairs:
    """The newest."""

    shown: tuple["FoundRepair", ...]
    too_many: bool


@dataclass(frozen=True)
class FoundRepair:
    known: KnownRepair
    row: Repair


def find_homes(reading: Reading, page: int = 1) -> FoundHomes:
    keys = home_keys(reading)
    count = min(len(keys), homes.MOST)
    pages = max(1, -(-count // ON_A_PAGE))
    page = min(max(1, page), pages)
    part = keys[(page - 1) * ON_A_PAGE : min(page * ON_A_PAGE, count)]
    return FoundHomes(in_order(part), count, len(keys) > homes.MOST, page, pages)


def suggest_homes(reading: Reading) -> tuple[Home, ...]:
    """A few that are still in the register. Nothing for a letter or two."""
    if not reading.is_for_homes or len(reading.typed.replace(" ", "")) < FEWEST_LETTERS:
        return ()
    found = in_order(home_keys(reading)[: SUGGESTED * 2])
    return tuple(home for home in found if home.gone_at is None)[:SUGGESTED]


def home_keys(reading: Reading) -> homes.Keys:
    if reading.postcode:
        return homes.keys_at(reading.postcode, reading.words)
    if reading.uprn:
        return homes.keys_of(Home.objects.filter(uprn=reading.uprn))
    return homes.keys_with(reading.words, reading.typed)


def in_order(keys: homes.Keys) -> tuple[Home, ...]:
    found = Home.objects.select_related("block", "patch").in_bulk([pk for _, pk in keys])
    return tuple(found[pk] for _, pk in keys if pk in found)


def find_repairs(reading: Reading, now: datetime) -> FoundRepairs:
    keys = callers.newest(*repair_keys(reading))
    rows = Repair.objects.select_related("priority", "trade", "works_order", "appointment", "assistance")
    by_key = rows.in_bulk([pk for _, pk in keys[: callers.MOST]])
    found = [FoundRepair(known(by_key[pk], now), by_key[pk]) for _, pk in keys if pk in by_key]
    return FoundRepairs(tuple(found), len(keys) > callers.MOST)


def repair_keys(reading: Reading) -> Sequence[callers.Keys]:
    return [
        callers.keys_of_reference(reading.reference) if reading.reference else [],
        callers.keys_of_phone(reading.phone) if reading.phone else [],
        callers.keys_of_email(reading.email) if reading.email else [],
        callers.keys_of_name(reading.names) if reading.names else [],
    ]


def only_match(reading: Reading, *, repairs: bool) -> str | None:
    """The page of the one thing that a whole UPRN or reference names, where it names nothing else."""
    if reading.uprn and not reading.phone:
        home = Home.objects.filter(uprn=reading.uprn).values_list("pk", flat=True).first()
        return reverse("contact-centre:home-record", args=[home]) if home else None
    if reading.reference and repairs:
        is_there = Repair.objects.filter(reference=reading.reference).exists()
        return reverse("contact-centre:repair", args=[reading.reference]) if is_there else None
    return None
