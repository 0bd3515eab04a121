"""Whoever tries the demo finds people of each role who can sign in, and something on the planners' lists."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from repairs.contact_centre.planning import lists
from repairs.demo.people import PEOPLE
from repairs.demo.seed import seed_demo
from repairs.log.models import Message, Repair, WorksOrder
from repairs.roles import ROLES

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize("moment", [datetime(2026, 3, 4, 10, tzinfo=LONDON), datetime(2026, 12, 25, 23, tzinfo=LONDON)])
@pytest.mark.django_db
def test_the_demo_has_something_for_everyone(moment: datetime) -> None:
    with time_machine.travel(moment, tick=False):
        seed_demo()
        now = timezone.now()
        to_book, late = lists.to_book(now), lists.late(now)
        assert to_book.filter(appointment=None).count() == 3
        assert to_book.filter(wants_sooner=True, appointment__isnull=False).exists()
        assert late.count() >= 2
        assert {one.kind for one in lists.enquiries_due()} == {"update", "complaint"}
        assert WorksOrder.objects.count() == Repair.objects.count() == 6
        assert not Message.objects.filter(wanted_at__lt=now).exists()
        seed_demo()
        assert Repair.objects.count() == 6


@pytest.mark.django_db
def test_people_of_each_role_sign_in_to_the_demo(clock: object) -> None:
    seed_demo()
    assert {person.role.name for person in PEOPLE} == {role.name for role in ROLES}
    for person in PEOPLE:
        client = Client()
        given = {"username": person.username, "password": person.password}
        assert client.post("/staff/sign-in/", given, follow=True).status_code == 200
        assert person.username in client.get("/staff/").content.decode()
