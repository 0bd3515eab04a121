"""A planner sees a week at a glance and changes it from there."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from appointments.closures import close
from appointments.diary.local import LocalDiary
from appointments.models import Closure, Place, Team, Window
from appointments.plan import plan_days
from appointments.week import Shown, week_of
from repairs.council.models import Patch, Trade
from tests.appointments.conftest import GOOD_FRIDAY, NOW, SATURDAY, TAP
from tests.appointments.test_plan import MONDAY, SUNDAY, add_capacity

WEEK, DAY, CLOSE, OVERTIME = (f"/admin/appointments/place/{page}/" for page in ("week", "day", "close", "overtime"))
ADDED_ALREADY = "This window has 240 minutes already. Change its minutes instead."


@pytest.fixture(autouse=True)
def planned(town: None) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        for weekday in range(5):
            add_capacity("AM", weekday)
        plan_days(MONDAY, SUNDAY)
        yield


@pytest.fixture
def planner(db: None) -> Client:
    user = User.objects.create_user("pat", is_staff=True)
    user.groups.add(Group.objects.get(name="Planners"))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def plumbers() -> Shown:
    return Shown(Patch.objects.get(code="N"), Trade.objects.get(code="PL"))


def place_on(day: date = MONDAY) -> Place:
    return Place.objects.get(day=day, window__code="AM")


def book(place: Place, holder: str = "ann") -> None:
    diary = LocalDiary()
    diary.confirm(diary.hold(str(place.pk), TAP, holder, NOW).id, NOW)


def told() -> list[str]:
    return list(LogEntry.objects.order_by("pk").values_list("change_message", flat=True))


def ids(**codes: str) -> dict[str, int]:
    models = {"patch": Patch, "trade": Trade, "window": Window}
    return {name: models[name]._default_manager.get(code=code).pk for name, code in codes.items()}


def test_each_cell_says_what_is_free_and_what_is_taken() -> None:
    book(place_on())
    LocalDiary().hold(str(place_on().pk), TAP, "bob", NOW)
    week = week_of(plumbers(), MONDAY, NOW.date())
    cell = next(row for row in week.rows if row.window.code == "AM").cells[0]
    minutes = cell.minutes
    assert (minutes.capacity, minutes.booked, minutes.held, minutes.free) == (240, 60, 60, 120)
    assert (len(week.days), week.total.free) == (6, 5 * 240 - 120)


def test_all_patches_and_trades_are_added_up() -> None:
    add_capacity("AM", 0, minutes=100, patch="S")
    plan_days(MONDAY, MONDAY)
    assert week_of(Shown(None, None), MONDAY, NOW.date()).totals[0].free == 340
    assert week_of(Shown(Patch.objects.get(code="S"), None), MONDAY, NOW.date()).totals[0].free == 100


def test_a_bank_holiday_is_named_and_nothing_is_free_on_it(planner: Client) -> None:
    Place.objects.filter(day=MONDAY).update(day=GOOD_FRIDAY)
    week = week_of(plumbers(), GOOD_FRIDAY - timedelta(days=4), NOW.date())
    assert (week.days[4].bank_holiday, week.totals[4].free) == ("Good Friday", 0)
    assert "Good Friday" in planner.get(WEEK, {"week": GOOD_FRIDAY.isoformat()}).content.decode()


def test_the_week_takes_as_many_queries_however_much_there_is(planner: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert planner.get(WEEK, {"week": MONDAY.isoformat()}).status_code == 200
        return len(asked)

    queries()
    few = queries()
    add_capacity("PM", 0, patch="S")
    plan_days(MONDAY, SUNDAY)
    close(Closure(day=MONDAY, reason="Training"))
    assert queries() == few


@pytest.mark.parametrize(
    "asked",
    [{"patch": "x"}, {"trade": "9" * 40}, {"week": "9999-12-31"}, {"week": "1"}, {"patch": "x", "week": "1"}],
)
def test_a_week_that_is_not_there_says_so(planner: Client, asked: dict[str, str]) -> None:
    answer = planner.get(WEEK, asked)
    assert (answer.status_code, "diary-error" in answer.content.decode()) == (200, True)


def test_closing_a_day_keeps_its_bookings_and_lists_them(planner: Client) -> None:
    book(place_on())
    assert "<strong>1 booking</strong> is" in planner.get(CLOSE, {"day": MONDAY.isoformat()}).content.decode()
    sent = {"day": MONDAY.isoformat(), "reason": "Training"}
    for _ in range(2):
        answer = planner.post(CLOSE, sent, follow=True)
    assert "closed for everyone already: Training" in answer.content.decode()
    assert ">Booking " in answer.content.decode()
    place = place_on()
    assert (place.closed, place.booked, Closure.objects.count()) == (True, 60, 1)
    assert told() == ["Added with day 9 March 2026, patch empty, trade empty, window empty, reason “Training”."]


def test_a_day_opens_again_once(planner: Client) -> None:
    closure, _ = close(Closure(day=MONDAY, reason="Training"))
    for said in ("is open again for everyone", "It is open again already"):
        answer = planner.post(f"/admin/appointments/place/open/{closure.pk}/", follow=True)
        assert said in answer.content.decode()
    assert (place_on().closed, len(told())) == (False, 1)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"day": ""}, "Enter a day."),
        ({"day": "31/2/2026"}, "Enter a day such as"),
        ({"day": "2026-03-03"}, "Enter today or a day to come."),
        ({"reason": ""}, "Enter why the day is closed."),
        ({"reason": "a" * 101}, "Enter the reason in 100 characters or fewer."),
        ({"reason": "a\x00"}, "Null characters are not allowed."),
        ({"window": "9" * 40}, "That is not there any more. Select another."),
    ],
)
def test_a_closure_that_cannot_be_is_refused_and_what_was_typed_stays(
    planner: Client, changes: dict[str, str], says: str
) -> None:
    answer = planner.post(CLOSE, {"day": MONDAY.isoformat(), "reason": "Training", **changes})
    page = answer.content.decode()
    assert (answer.status_code, says in page, Closure.objects.count()) == (200, True, 0)
    assert "Training" in page or "reason" in changes


def test_overtime_is_added_once_and_is_offered(planner: Client) -> None:
    sent = {"day": SATURDAY.isoformat(), "minutes": 180, **ids(patch="N", trade="PL", window="SAT")}
    for said in ("has 180 minutes now", "has 180 minutes of overtime already"):
        assert said in planner.post(OVERTIME, sent, follow=True).content.decode()
    place = Place.objects.get(day=SATURDAY)
    assert (place.minutes, place.by_hand, len(told())) == (180, True, 1)
    assert [slot.window for slot in LocalDiary().offer(TAP, SATURDAY, SATURDAY, NOW)] == ["SAT"]
    plan_days(SATURDAY, SATURDAY)
    assert Place.objects.get(day=SATURDAY).minutes == 180


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"day": SATURDAY.isoformat()}, "AM does not run on a Saturday."),
        ({"day": GOOD_FRIDAY.isoformat()}, "is a bank holiday (Good Friday). Nobody can be booked on a bank holiday."),
        ({"day": "2026-03-03"}, "Select today or a day to come."),
        ({"day": "2027-03-30"}, "Select a day in the next 12 months."),
        ({"minutes": 0}, "Enter 1 minutes or more."),
        ({"minutes": 10**30}, "Enter 99,999 minutes or fewer."),
        ({"minutes": "ten"}, "Enter minutes as a whole number."),
        ({"patch": ""}, "Select a patch."),
        ({}, ADDED_ALREADY),
    ],
)
def test_overtime_that_cannot_be_is_refused(planner: Client, changes: dict[str, object], says: str) -> None:
    sent = {"day": MONDAY.isoformat(), "minutes": 180, **ids(patch="N", trade="PL", window="AM"), **changes}
    before = Place.objects.count()
    answer = planner.post(OVERTIME, sent)
    assert (answer.status_code, Place.objects.count(), told()) == (200, before, [])
    assert says in answer.content.decode()


def test_overtime_in_a_closed_window_is_refused(planner: Client) -> None:
    close(Closure(day=MONDAY, reason="Training"))
    sent = {"day": MONDAY.isoformat(), "minutes": 180, **ids(patch="S", trade="PL", window="AM")}
    assert "is closed: Training. Open it first." in planner.post(OVERTIME, sent).content.decode()


def test_minutes_of_a_cell_change_and_follow_the_pattern_again(planner: Client) -> None:
    address = f"/admin/appointments/place/minutes/?place={place_on().pk}"
    assert "has 600 minutes now" in planner.post(address, {"minutes": 600}, follow=True).content.decode()
    assert "has 240 minutes now" in planner.post(address, {"pattern": "yes"}, follow=True).content.decode()
    place = place_on()
    assert (place.minutes, place.by_hand) == (240, False)
    assert told() == ["Minutes 240 → 600, by hand.", "Minutes 600 → 240, as the working pattern says."]


def test_minutes_below_what_is_taken_are_refused(planner: Client) -> None:
    book(place_on())
    address = f"/admin/appointments/place/minutes/?place={place_on().pk}"
    answer = planner.post(address, {"minutes": 59})
    assert "60 minutes are taken, so it must be 60 or more." in answer.content.decode()
    assert place_on().minutes == 240


@pytest.mark.parametrize("place", ["", "x", "0", "9" * 40])
def test_a_cell_that_is_gone_leads_back_to_the_week(planner: Client, place: str) -> None:
    answer = planner.post(
        "/admin/appointments/place/minutes/", {"minutes": 1}, query_params={"place": place}, follow=True
    )
    assert "not in the diary any more" in answer.content.decode()


def test_the_week_is_found_from_the_diary(planner: Client) -> None:
    for page in ("/admin/appointments/", "/admin/appointments/place/"):
        assert WEEK in planner.get(page).content.decode()


def test_leave_added_in_the_admin_plans_its_days_at_once(planner: Client) -> None:
    team = Team.objects.get()
    sent = {"team": team.pk, "first_day": MONDAY.isoformat(), "last_day": MONDAY.isoformat(), "reason": "Annual leave"}
    planner.post("/admin/appointments/leave/add/", sent)
    assert place_on().minutes == 0
    leave = team.leave.get()
    planner.post(f"/admin/appointments/leave/{leave.pk}/delete/", {"post": "yes"})
    assert place_on().minutes == 240


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("window/{window}/delete/", "in the working pattern of Plumbers, N."),
        ("team/{team}/delete/", "Plumbers, N: Monday, AM"),
    ],
)
def test_what_is_in_use_is_not_deleted_and_says_by_what(planner: Client, address: str, says: str) -> None:
    path = address.format(window=Window.objects.get(code="AM").pk, team=Team.objects.get().pk)
    page = planner.post(f"/admin/appointments/{path}", {"post": "yes"}, follow=True).content.decode()
    assert says in page
    assert Window.objects.filter(code="AM").exists()
    assert Team.objects.exists()


def test_a_window_goes_on_running_on_days_that_are_in_use(planner: Client) -> None:
    book(place_on())
    window = Window.objects.get(code="AM")
    sent = {"code": "AM", "name": "AM", "starts": "08:00", "ends": "12:00", "order": 0, "weekdays": [1, 2, 3, 4]}
    page = planner.post(f"/admin/appointments/window/{window.pk}/change/", sent).content.decode()
    assert "Monday is in the working pattern of Plumbers, N. Take it out of the pattern first." in page
    assert "There are bookings on Monday 9 March 2026. Move them first." in page
    window.refresh_from_db()
    assert window.weekdays == [0, 1, 2, 3, 4]
