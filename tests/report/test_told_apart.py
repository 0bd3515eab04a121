"""Where a report is counted: by what a resident has done, until it is forgotten and after."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
import time_machine

from diagnosis.models import PublishedTree, ReportTally
from diagnosis.reports.counting import count_reports
from diagnosis.reports.figures import Figures
from diagnosis.reports.marks import HOME_PAGES, Happened, Mark
from repairs.report.forget import forget_unfinished
from repairs.report.models import Draft
from tests.conftest import NOW
from tests.crowd import Crowd
from tests.journeys.resident import Resident
from tests.journeys.steps import gives_home, reaches_check, tells_of_kitchen_leak

OWNERS_HOME = "3 Test Street, Northmere"
WENT_TO_KITCHEN = {("safety", "none"), ("where", "kitchen"), ("kitchen", "under-sink"), ("under-sink", "all-the-time")}

Person = Callable[[Resident], None]


def begins(resident: Resident) -> None:
    resident.starts()
    resident.answers("None of these")


def says_they_are_an_owner(resident: Resident) -> None:
    begins(resident)
    gives_home(resident, OWNERS_HOME)
    resident.answers("I own it, or part of it")


def reads_what_owners_are_told(resident: Resident) -> None:
    says_they_are_an_owner(resident)
    resident.presses()


def cannot_find_their_home(resident: Resident) -> None:
    begins(resident)
    gives_home(resident, "My address is not here")


def types_their_address(resident: Resident) -> None:
    cannot_find_their_home(resident)
    resident.types(line_1="1 Other Street", town="Northmere").presses()


def chooses_kitchen(resident: Resident) -> None:
    begins(resident)
    gives_home(resident)
    resident.answers("Kitchen")


def is_not_sure_where(resident: Resident) -> None:
    begins(resident)
    gives_home(resident)
    resident.answers("I am not sure")


def chooses_again(resident: Resident) -> None:
    is_not_sure_where(resident)
    resident.goes_back()
    resident.answers("Kitchen")


def smells_gas(resident: Resident) -> None:
    resident.starts()
    resident.answers("I can smell gas, or a carbon monoxide alarm is sounding")


def is_told_to_ring(resident: Resident) -> None:
    resident.starts()
    resident.answers("Water is getting into something electric")


def keeps_an_emergency(resident: Resident) -> None:
    is_told_to_ring(resident)
    resident.presses("Keep what I told you")


def has_a_leaking_pipe(resident: Resident) -> None:
    begins(resident)
    gives_home(resident)
    tells_of_kitchen_leak(resident)


def changes_the_postcode_after_all(resident: Resident) -> None:
    reaches_check(resident)
    resident.changes("the address")
    resident.types(postcode="NM1 2AA").presses()


def sends(resident: Resident) -> None:
    reaches_check(resident)
    resident.presses("Send report")


NONE = {("safety", "none")}
WET = {("safety", "electrics")}
WAYS: list[tuple[Person, set[tuple[str, str]], Mark | None, set[Mark]]] = [
    (begins, NONE, Mark(Happened.STOPPED, HOME_PAGES), set()),
    (cannot_find_their_home, NONE, Mark(Happened.STOPPED, HOME_PAGES), set()),
    (types_their_address, NONE, Mark(Happened.STOPPED, "where"), set()),
    (says_they_are_an_owner, NONE, Mark(Happened.STOPPED, HOME_PAGES), set()),
    (reads_what_owners_are_told, NONE, Mark(Happened.STOPPED, "where"), set()),
    (chooses_kitchen, NONE | {("where", "kitchen")}, Mark(Happened.STOPPED, "kitchen"), set()),
    (is_not_sure_where, NONE | {("where", "not-sure")}, Mark(Happened.STOPPED, "room"), set()),
    (chooses_again, NONE | {("where", "kitchen")}, Mark(Happened.STOPPED, "kitchen"), set()),
    (smells_gas, {("safety", "gas")}, None, {Mark(Happened.ENDED, "gas")}),
    (is_told_to_ring, WET, Mark(Happened.STOPPED, "electrics"), set()),
    (
        keeps_an_emergency,
        WET | {("electrics", "continue")},
        None,
        {Mark(Happened.ENDED, "wet-electrics"), Mark(Happened.LEFT, "wet-electrics")},
    ),
    (
        has_a_leaking_pipe,
        WENT_TO_KITCHEN,
        None,
        {Mark(Happened.ENDED, "water-pipe"), Mark(Happened.LEFT, "water-pipe")},
    ),
    (
        changes_the_postcode_after_all,
        WENT_TO_KITCHEN,
        None,
        {Mark(Happened.ENDED, "water-pipe"), Mark(Happened.LEFT, "water-pipe")},
    ),
    (sends, WENT_TO_KITCHEN, None, {Mark(Happened.ENDED, "water-pipe")}),
]


def figures(days: int) -> Figures:
    return count_reports(PublishedTree.objects.get().pk, NOW + timedelta(days=days))


@pytest.mark.parametrize(("person", "chosen", "stopped", "ended"), WAYS)
def test_a_report_is_counted_where_it_stands_before_and_after_it_is_forgotten(
    northmere: None, person: Person, chosen: set[tuple[str, str]], stopped: Mark | None, ended: set[Mark]
) -> None:
    person(Resident())
    expected = {Mark(Happened.CHOSEN, *answer) for answer in chosen} | ended | ({stopped} if stopped else set())
    assert figures(days=2).marks == dict.fromkeys(expected, 1)
    forget_unfinished(NOW + timedelta(days=8))
    assert Draft.objects.filter(repair=None).count() == 0
    assert figures(days=8).marks == dict.fromkeys(expected, 1)


def test_a_report_of_today_is_still_being_answered(northmere: None) -> None:
    chooses_kitchen(Resident())
    begins(Resident())
    today = figures(days=0)
    assert today.at[Happened.GOING, "kitchen"] == today.at[Happened.GOING, HOME_PAGES] == 1
    assert today.all[Happened.STOPPED] == 0
    assert today.begun == 2


def test_one_that_waits_to_be_sent_has_not_been_left_yet(northmere: None) -> None:
    has_a_leaking_pipe(Resident())
    assert figures(days=0).all[Happened.LEFT] == 0


def test_all_together_add_up_and_none_is_lost_in_forgetting(northmere: None) -> None:
    for person, *_ in WAYS:
        person(Resident())
    before = figures(days=2)
    assert before.begun == len(WAYS)
    assert before.begun == before.ended + before.stopped_at_pages + before.stopped_at_home
    assert forget_unfinished(NOW + timedelta(days=8)) == len(WAYS) - 1
    assert figures(days=8).marks == before.marks


def test_a_repair_whose_draft_is_gone_still_counts_once(northmere: None) -> None:
    sends(Resident())
    before = figures(days=2).marks
    Draft.objects.all().delete()
    assert figures(days=2).marks == before


def test_whoever_goes_on_in_time_is_not_forgotten(northmere: None, clock: time_machine.Traveller) -> None:
    resident = Resident()
    begins(resident)
    clock.shift(timedelta(days=6))
    gives_home(resident)
    assert forget_unfinished(NOW + timedelta(days=8)) == 0
    assert not ReportTally.objects.exists()


def test_a_version_that_can_no_longer_be_read_keeps_nobody_s_answers(northmere: None) -> None:
    unreadable = PublishedTree.objects.create(key="old", version=1, document={"key": "old"}, note="", published_by="")
    begins(Resident())
    Draft.objects.update(tree=unreadable)
    assert forget_unfinished(NOW + timedelta(days=8)) == 1
    assert not Draft.objects.exists()
    assert not ReportTally.objects.exists()


def test_sweeps_at_once_count_each_report_once(crowd: Crowd, northmere: None) -> None:
    tree = PublishedTree.objects.get()
    old = NOW - timedelta(days=8)
    Draft.objects.bulk_create(Draft(tree=tree, given={"questions": {"safety": "gas"}}) for _ in range(40))
    Draft.objects.update(updated_at=old)
    assert sum(crowd.run([partial(forget_unfinished, NOW)] * 3)) == 40
    assert crowd.look(lambda: ReportTally.objects.get(happened=Happened.ENDED).number) == 40
