"""Every change of the council's own tables is kept: who made it, and from what to what."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client

from diagnosis.models import SorItem
from repairs.council.models import Council, Patch, PhoneLine, Priority, Trade
from tests.staff.changing import address, change, last_change

pytestmark = pytest.mark.usefixtures("council")


CHANGES: list[tuple[type[Model], dict[str, Any], dict[str, Any], str]] = [
    (SorItem, {"code": "LK-P01"}, {"minutes": "55", "cost": "75"}, "Minutes 40 → 55, cost 72.00 → 75."),
    (SorItem, {"code": "LK-P01"}, {"follow_on": ""}, "Follow on “LK-M01” → empty."),
    (Trade, {"code": "PL"}, {"name": "Plumbing"}, "Name “Plumber” → “Plumbing”."),
    (Priority, {"code": "R20"}, {"complete_working_days": "18"}, "Complete working days 20 → 18."),
    (Priority, {"code": "R20"}, {"measure": "outside"}, "Tenant Satisfaction Measure Non-emergency → Not counted."),
    (PhoneLine, {"key": "gas"}, {"number": "0800 111"}, "Number “0800 111 999” → “0800 111”."),
    (Council, {}, {"brand_colour": "#112233"}, "Brand colour “#0b5d5e” → “#112233”."),
    (Patch, {"code": "N"}, {"name": "Northern"}, "Name “North” → “Northern”."),
]


@pytest.mark.parametrize(("model", "which", "values", "says"), CHANGES, ids=[says for *_, says in CHANGES])
def test_a_change_says_from_what_to_what(
    sam: Client, model: type[Model], which: dict[str, Any], values: dict[str, Any], says: str
) -> None:
    row = model._default_manager.get(**which)
    assert change(sam, row, **values) == says


def test_another_trade_of_an_item_is_named(sam: Client) -> None:
    trade = Trade.objects.get(code="MU")
    assert change(sam, SorItem.objects.get(code="LK-P01"), trade=trade.pk) == "Trade PL Plumber → MU Multi-trade."


def test_opening_hours_are_changed_added_and_taken_away(sam: Client) -> None:
    line = PhoneLine.objects.get(key="repairs")
    monday, tuesday = list(line.hours.all())[:2]
    extra: dict[str, Any] = {"hours-TOTAL_FORMS": line.hours.count() + 1}
    new = f"hours-{line.hours.count()}"
    extra |= {f"{new}-line": line.pk, f"{new}-weekday": "6", f"{new}-opens": "10:00", f"{new}-closes": "12:00"}
    said = change(sam, line, **{"hours-0-closes": "17:30", "hours-1-DELETE": "on"}, **extra)
    assert said == (
        f"Opening hours Monday, closes {monday.closes:%H:%M} → 17:30."
        f" Took away opening hours weekday Tuesday, opens {tuesday.opens:%H:%M}, closes {tuesday.closes:%H:%M}."
        " Added opening hours weekday Sunday, opens 10:00, closes 12:00."
    )


def test_what_is_added_is_kept_with_all_it_holds(sam: Client) -> None:
    sam.post(address("add", Trade), {"code": "GL", "name": "Glazier", "person": "a glazier", "hact_code": "GL"})
    said = last_change(Trade.objects.get(code="GL"))
    assert said == "Added with code “GL”, name “Glazier”, person “a glazier”, hact code “GL”."


def test_a_change_in_the_list_is_kept(sam: Client) -> None:
    item = SorItem.objects.get(code="LK-P01")
    form = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": str(item.pk)}
    form |= {"form-0-minutes": "55", "form-0-cost": "72.00", "_save": "Save"}
    sam.post(f"{address('changelist', SorItem)}?q=LK-P01", form)
    assert last_change(item) == "Minutes 40 → 55."


def test_what_is_deleted_is_kept_with_what_it_held(sam: Client) -> None:
    one, other = SorItem.objects.filter(code__in=["LK-M02", "LK-S01"]).order_by("code")
    held = "Deleted. It held code “LK-M02”, description “Put up a new area of ceiling”, trade PS Plasterer, minutes 180"
    sam.post(address("delete", one), {"post": "yes"})
    assert last_change(one).startswith(held)
    selected = {"action": "delete_selected", "_selected_action": str(other.pk), "post": "yes"}
    sam.post(address("changelist", SorItem), selected)
    assert last_change(other).startswith("Deleted. It held code “LK-S01”")


def test_saving_without_a_change_says_so(sam: Client) -> None:
    assert change(sam, Trade.objects.get(code="PL")) == "Nothing was changed."


def test_the_account_of_the_command_line_opens_no_door(council: None) -> None:
    account = User.objects.get(username="command-line")
    assert (account.is_active, account.is_staff, account.has_usable_password()) == (False, False, False)
