"""Those who ask in the measures of load come to the end of the journey, as people do."""

from typing import Any

import pytest
from django.test import Client

from repairs.homes.models import Home
from repairs.log.models import Appointment, Repair
from tests.bench.open_loop import percentiles
from tests.bench.walking import TOLD, Asked, Page, Resident, reports


@pytest.mark.parametrize(("has_script", "most_requests"), [(True, 15), (False, 25)])
def test_a_walk_leads_to_a_booked_repair(northmere: None, has_script: bool, most_requests: int) -> None:
    home = Home.objects.get(line_1="1 Test Street")
    walk = reports(Resident(7, home.postcode, str(home.pk), has_script, takes_first_time=True))
    client, asked, page, requests = Client(), next(walk), None, 0
    while asked:
        page, requests = answer(client, asked), requests + 1
        try:
            asked = walk.send(page)
        except StopIteration:
            break
    assert page is not None
    assert TOLD in page.text
    assert requests <= most_requests
    assert Appointment.objects.get().repair == Repair.objects.get(name="Ada Byron 7")


def answer(client: Client, asked: Asked) -> Page:
    given: Any = client.get(asked.path) if asked.method == "GET" else client.post(asked.path, asked.data)
    return Page(given.status_code, given.content.decode(), given.headers.get("Location", ""))


def test_percentiles_are_of_everything_that_was_asked() -> None:
    assert percentiles(number / 1000 for number in range(101)) == {"p50": 50.0, "p95": 95.0, "p99": 99.0, "most": 100.0}
