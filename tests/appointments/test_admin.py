from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from appointments.diary.local import LocalDiary
from appointments.models import Booking, Closure, Leave, Place, Team, Window
from appointments.plan import plan_days
from tests.appointments.conftest import NOW, TAP, TOMORROW, OpenPlace
from tests.appointments.test_plan import add_capacity

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture
def planner(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("planner"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def open_page(planner: Client, path: str) -> str:
    answer = planner.get(f"/admin/appointments/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_list_and_form_opens(planner: Client, open_place: OpenPlace) -> None:
    LocalDiary().hold(str(open_place().pk), TAP, "ann", NOW)
    team = add_capacity("AM", 0).team
    Leave.objects.create(team=team, first_day=TOMORROW, last_day=TOMORROW, reason="Annual leave")
    Closure.objects.create(day=TOMORROW, reason="Training")
    for model in [Window, Place, Closure, Booking, Team, Leave]:
        name = model.__name__.lower()
        open_page(planner, f"{name}/")
        open_page(planner, f"{name}/{model._default_manager.values_list('pk', flat=True)[0]}/change/")
    for name in ["window", "team", "leave", "closure", "place"]:
        open_page(planner, f"{name}/add/")


def test_a_place_shows_used_and_free_minutes(planner: Client, open_place: OpenPlace) -> None:
    LocalDiary().hold(str(open_place(minutes=240).pk), TAP, "ann", NOW)
    page = open_page(planner, "place/")
    for column, minutes in [("held", 60), ("booked", 0), ("free_minutes", 180)]:
        assert f'<td class="field-{column}">{minutes}</td>' in page


def test_changing_minutes_keeps_what_was_taken_meanwhile(planner: Client, open_place: OpenPlace) -> None:
    place = open_place(minutes=240)
    LocalDiary().hold(str(place.pk), TAP, "ann", NOW)
    planner.post(f"/admin/appointments/place/{place.pk}/change/", {"minutes": 480})
    place.refresh_from_db()
    assert (place.minutes, place.held, place.by_hand) == (480, 60, True)


def test_minutes_below_what_is_taken_are_refused(planner: Client, open_place: OpenPlace) -> None:
    place = open_place(minutes=240)
    LocalDiary().hold(str(place.pk), TAP, "ann", NOW)
    answer = planner.post(f"/admin/appointments/place/{place.pk}/change/", {"minutes": 59})
    assert "60 minutes are taken" in answer.content.decode()
    place.refresh_from_db()
    assert place.minutes == 240


@time_machine.travel(NOW, tick=False)
def test_a_place_added_on_a_closed_day_is_closed(planner: Client, open_place: OpenPlace) -> None:
    copied = open_place(day=TOMORROW + timedelta(days=7))
    Closure.objects.create(day=TOMORROW, reason="Training")
    ids = {"patch": copied.patch_id, "trade": copied.trade_id, "window": copied.window_id}
    planner.post("/admin/appointments/place/add/", {**ids, "day": TOMORROW.isoformat(), "minutes": 100})
    place = Place.objects.get(day=TOMORROW)
    assert (place.closed, place.by_hand) == (True, True)


@time_machine.travel(NOW, tick=False)
def test_a_closure_that_moves_opens_one_day_and_closes_the_other(planner: Client) -> None:
    add_capacity("AM", 3)
    add_capacity("AM", 4)
    plan_days(TOMORROW, TOMORROW + timedelta(days=1))
    planner.post("/admin/appointments/closure/add/", {"day": TOMORROW.isoformat(), "reason": "Training"})
    assert closed() == [True, False]
    closure = Closure.objects.get()
    moved = {"day": (TOMORROW + timedelta(days=1)).isoformat(), "reason": "Training"}
    planner.post(f"/admin/appointments/closure/{closure.pk}/change/", moved)
    assert closed() == [False, True]
    planner.post(f"/admin/appointments/closure/{closure.pk}/delete/", {"post": "yes"})
    assert closed() == [False, False]


def closed() -> list[bool]:
    return [place.closed for place in Place.objects.order_by("day")]


def test_a_window_needs_a_day_to_run_on(planner: Client) -> None:
    told = {"code": "EVE", "name": "Evening", "starts": "17:00", "ends": "20:00", "order": 1}
    planner.post("/admin/appointments/window/add/", told)
    assert not Window.objects.filter(code="EVE").exists()
    planner.post("/admin/appointments/window/add/", {**told, "weekdays": ["0", "2"]})
    assert Window.objects.get(code="EVE").weekdays == [0, 2]


def test_bookings_cannot_be_changed_by_hand(planner: Client, open_place: OpenPlace) -> None:
    hold = LocalDiary().hold(str(open_place().pk), TAP, "ann", NOW)
    assert planner.post(f"/admin/appointments/booking/{hold.id}/change/", {"minutes": 1}).status_code == 403
    assert planner.post(f"/admin/appointments/booking/{hold.id}/delete/", {"post": "yes"}).status_code == 403
