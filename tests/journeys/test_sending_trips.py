"""How often sending a report goes to the database, BEGIN and COMMIT counted."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from repairs.council.codes import find_trade_id
from repairs.log.call_backs import note_emergency
from repairs.log.models import CallBack, Repair
from repairs.report.models import Draft
from tests.conftest import NOW
from tests.journeys.resident import Resident
from tests.journeys.steps import reaches_check

MOST = 15


def nothing_else() -> None:
    """A secure tenant with a time that suits."""


def was_in_danger() -> None:
    draft = Draft.objects.get()
    note_emergency(draft.pk, home_id=None, answers={"safety": "pouring"}, problem="Ring us now", now=NOW)


def has_lost_the_time() -> None:
    Draft.objects.update(hold="")


@pytest.mark.parametrize("meanwhile", [nothing_else, was_in_danger, has_lost_the_time])
def test_sending_a_report_takes_few_trips(resident: Resident, meanwhile: Callable[[], None]) -> None:
    reaches_check(resident)
    meanwhile()
    find_trade_id("PL")  # known to the process for a minute
    with CaptureQueriesContext(connection) as asked:
        response = resident.client.post(resident.url, {})
    assert response.status_code == 302
    assert Repair.objects.count() == 1
    assert not CallBack.objects.filter(repair=None).exists()
    # The tests' own transaction makes a savepoint of BEGIN, and a RELEASE of COMMIT.
    assert len(asked) <= MOST, [one["sql"] for one in asked.captured_queries]
