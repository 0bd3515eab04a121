"""Each code of HACT's list: what it means to a resident, or that it is kept for staff alone."""

from typing import get_args

import pytest
from django.test import Client

from repairs.log.hms.job_state import Happened, TypeCode
from repairs.log.models import Event, JobState, JobUpdate, Repair
from repairs.log.shown import repair_words
from tests.conftest import NOW
from tests.log.builders import booked
from tests.log.job_status.updates import hears, job_state, ordered
from tests.log.staff import page_of, shown
from tests.manage.conftest import opened

pytestmark = pytest.mark.usefixtures("outside")

# HACT's JobStatusUpdateTypeCode, 3.3, whole.
CODES = {
    "0": None,
    "10": JobState.ASSIGNED,
    "20": None,
    "30": None,
    "40": None,
    "50": None,
    "60": None,
    "70": JobState.NO_ACCESS,
    "80": None,
    "90": None,
    "100": None,
    "100-10": None,
    "100-20": None,
    "110": None,
    "120": JobState.FOLLOW_ON,
    "120-10": None,
    "120-20": JobState.DELAYED,
    "120-30": None,
    "120-40": None,
    "120-50": None,
}


@pytest.fixture
def repair(outside: None) -> Repair:
    return ordered(booked())


def test_the_list_is_whole() -> None:
    assert list(CODES) == list(get_args(TypeCode))


def test_what_the_hms_can_say_is_what_we_can_show() -> None:
    assert {what.value for what in Happened} == set(JobState.values)


@pytest.mark.parametrize(("code", "state"), CODES.items())
def test_each_code_leads_to_its_state_or_changes_nothing(repair: Repair, code: str, state: JobState | None) -> None:
    hears(code)
    assert (job_state(repair), JobUpdate.objects.get().state) == (state or "", state or "")


@pytest.mark.parametrize("code", [code for code, state in CODES.items() if state is None])
def test_what_means_nothing_to_a_resident_is_kept_for_staff_and_never_shown(
    repair: Repair, boss: Client, code: str
) -> None:
    hears(code, OtherType="materials-ordered")
    assert repair_words(repair, NOW)["job"] is None
    assert "materials" not in opened(repair).says
    assert f"Code {code} materials-ordered" in shown(boss, page_of(repair))
    assert Event.objects.get(kind=Event.Kind.JOB_UPDATED).detail == {"code": f"{code} materials-ordered"}


@pytest.mark.parametrize("what", Happened)
def test_what_has_no_code_comes_in_words(repair: Repair, what: Happened) -> None:
    hears(what.value)
    assert job_state(repair) == what.value


def test_what_means_nothing_does_not_hide_what_was_said_before(repair: Repair) -> None:
    hears("started", 1)
    hears("80", 2)
    assert job_state(repair) == "started"
    hears("completed", 3)
    assert job_state(repair) == "completed"
