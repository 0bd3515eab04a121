"""Repairs admins read who changed what; nobody rewrites it."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from diagnosis.models import SorItem
from repairs.council.models import Trade
from repairs.roles import AGENTS, DIAGNOSIS_VIEWERS
from repairs.staff.audited import keep_changes
from tests.tables.builders import staff

pytestmark = pytest.mark.usefixtures("council")

LIST = "admin:staff_staffchange_changelist"


@pytest.fixture
def kept(council: None) -> None:
    LogEntry.objects.all().delete()
    pipe, plumber = SorItem.objects.get(code="LK-P01"), Trade.objects.get(code="PL")
    ann, bob = User.objects.create_user("ann", first_name="Ann", last_name="Lee"), User.objects.create_user("bob")
    keep_changes(ann, 2, [(pipe, "Minutes 40 → 55.")])
    keep_changes(bob, 2, [(plumber, "Name “Plumber” → “Plumbing”.")])
    keep_changes(bob, 2, [(ann, "Password.")])


def listed(client: Client, **query: Any) -> list[str]:
    page = client.get(reverse(LIST), query)
    return [change.change_message for change in page.context["cl"].result_list]


def test_the_latest_change_comes_first_with_who_made_it(sam: Client, kept: None) -> None:
    assert listed(sam) == ["Name “Plumber” → “Plumbing”.", "Minutes 40 → 55."]
    page = sam.get(reverse(LIST)).content.decode()
    assert "<h1>Who changed what</h1>" in page
    assert '<td class="field-who">Ann Lee</td>' in page
    assert reverse("admin:diagnosis_treechange_changelist") in page
    assert f'href="{reverse("admin:council_trade_change", args=[Trade.objects.get(code="PL").pk])}"' in page


@pytest.mark.parametrize("query", ["55", "LK-P01", "ann"])
def test_a_change_is_found_by_its_words_its_row_or_its_person(sam: Client, kept: None, query: str) -> None:
    assert listed(sam, q=query) == ["Minutes 40 → 55."]


def test_changes_of_one_person_or_kind_or_day(sam: Client, kept: None) -> None:
    bob = LogEntry.objects.get(change_message__startswith="Name")
    assert listed(sam, user__id__exact=bob.user_id) == [bob.change_message]
    assert listed(sam, kind=bob.content_type_id) == [bob.change_message]
    assert listed(sam, action_time__year=1999) == []


@pytest.mark.parametrize("kind", ["x", "-1", "9" * 40, "٣"])
def test_nonsense_in_the_address_is_answered(sam: Client, kept: None, kind: str) -> None:
    assert sam.get(reverse(LIST), {"kind": kind}, follow=True).status_code == 200


def test_changes_of_what_a_person_may_not_see_are_not_shown(sam: Client, kept: None, admin_client: Client) -> None:
    assert "Password." not in listed(sam)
    assert "Password." in listed(admin_client)


@pytest.mark.parametrize("role", [AGENTS, DIAGNOSIS_VIEWERS])
def test_others_do_not_read_it(kept: None, role: Any) -> None:
    assert staff(role).get(reverse(LIST)).status_code == 403


def test_nobody_rewrites_it(admin_client: Client, kept: None) -> None:
    entry = LogEntry.objects.all()[0]
    for page in ("change", "delete"):
        path = reverse(f"admin:staff_staffchange_{page}", args=[entry.pk])
        assert admin_client.post(path, {"post": "yes"}).status_code == 403
    assert admin_client.post(reverse("admin:staff_staffchange_add"), {}).status_code == 403
    admin_client.post(reverse(LIST), {"action": "delete_selected", "_selected_action": str(entry.pk), "post": "yes"})
    assert LogEntry.objects.filter(pk=entry.pk).exists()
