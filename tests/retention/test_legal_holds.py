"""Staff keep a repair for a legal case, and say when it is over."""

from datetime import datetime

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from repairs.log.models import LegalHold, Repair
from repairs.roles import AGENTS, MANAGERS, REPAIRS_ADMINS, Role
from tests.conftest import NOW
from tests.log.staff import BACKEND
from tests.retention.everything import is_closed, reports_and_asks
from tests.retention.test_forget import YEARS_LATER, forgets

ADD = "admin:log_legalhold_add"


@pytest.fixture
def repair(outside: None) -> Repair:
    repair = reports_and_asks()
    is_closed(repair, NOW)
    return Repair.objects.get()


def begins(staff: Client, reference: str) -> str:
    posted = staff.post(reverse(ADD), {"reference": reference, "reason": "Claim 12"}, follow=True)
    return posted.content.decode()


def test_a_repair_is_kept_until_the_case_is_over(repair: Repair, boss: Client, clock: time_machine.Traveller) -> None:
    begins(boss, repair.reference)
    hold = LegalHold.objects.get()
    assert (hold.repair, hold.reason, hold.by and hold.by.username) == (repair, "Claim 12", "boss")
    clock.move_to(YEARS_LATER)
    forgets()
    assert Repair.objects.get().name == "Ada Byron"
    boss.force_login(User.objects.get(username="boss"), backend=BACKEND)
    change = reverse("admin:log_legalhold_change", args=[hold.pk])
    boss.post(change, {"reason": "Claim 12", "end": "on"})
    forgets()
    assert Repair.objects.get().forgotten_at


def test_a_repair_is_kept_once(repair: Repair, boss: Client) -> None:
    begins(boss, repair.reference)
    assert "This repair is kept already." in begins(boss, repair.reference)
    assert LegalHold.objects.count() == 1


@pytest.mark.parametrize("reference", ["R-ZZZZ-ZZZZ", "12", "🔧", "x" * 41, "a\x00b"])
def test_a_reference_that_no_repair_has_is_an_error_and_keeps_what_was_typed(
    repair: Repair, boss: Client, reference: str
) -> None:
    assert "Claim 12" in begins(boss, reference)
    assert not LegalHold.objects.exists()


@pytest.mark.parametrize(("role", "status"), [(AGENTS, 403), (MANAGERS, 403), (REPAIRS_ADMINS, 200)])
def test_who_may_keep_a_repair(northmere: None, role: Role, status: int) -> None:
    person = User.objects.create_user("kim", is_staff=True)
    person.groups.add(Group.objects.get(name=role.name))
    staff = Client()
    staff.force_login(person, backend=BACKEND)
    assert staff.get(reverse(ADD)).status_code == status


def test_an_ended_case_stays_to_be_read(repair: Repair, boss: Client) -> None:
    hold = LegalHold.objects.create(
        repair=repair, reason="Claim 12", ended_at=datetime.fromisoformat("2026-05-01T10:00Z")
    )
    page = boss.get(reverse("admin:log_legalhold_change", args=[hold.pk])).content.decode()
    assert "Claim 12" in page
    assert 'name="end"' not in page
