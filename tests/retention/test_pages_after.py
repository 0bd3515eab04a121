"""Whoever looks at a repair that is forgotten, or speaks of it, gets an answer."""

import pytest
import time_machine
from django.apps import apps
from django.contrib import admin
from django.core.management import call_command
from django.core.signing import get_cookie_signer
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from repairs.log.access import COOKIE, SALT
from repairs.log.models import Repair, WorksOrder
from repairs.log.outbox import sweep
from repairs.log.people.needed import Asked
from repairs.log.people.replay import replay
from tests.conftest import NOW
from tests.journeys.resident import Resident
from tests.log.job_status.updates import SECRET, posts, said
from tests.retention.everything import is_closed, reports_and_asks
from tests.retention.test_forget import MONTHS_LATER, YEARS_LATER

EVERY = {"Enquiry": {"answered": "all"}, "CallBack": {"done": "all"}}
WHEN = {"without details": MONTHS_LATER, "without a record": YEARS_LATER}


@pytest.fixture(params=list(WHEN))
def before(request: pytest.FixtureRequest, outside: None, clock: time_machine.Traveller) -> Repair:
    """As it was before it was forgotten."""
    repair = reports_and_asks()
    is_closed(repair, NOW)
    clock.move_to(WHEN[request.param])
    call_command("forget", verbosity=0)
    return repair


def holds(repair: Repair) -> Resident:
    """Somebody whose browser still names it."""
    resident = Resident()
    version = Repair.objects.get(pk=repair.pk).access_version
    value = get_cookie_signer(salt=COOKIE + SALT).sign(f"{repair.reference}*{version}")
    resident.client.cookies[COOKIE] = value
    return resident


def test_the_resident_finds_the_page_or_that_it_is_gone(before: Repair) -> None:
    resident = holds(before)
    resident.goes_to(f"/repair/{before.reference}/")
    gone = Repair.objects.get().forgotten_at is not None
    assert resident.response.status_code == (404 if gone else 200)
    resident.goes_to("/find/")
    resident.types(reference=before.reference, postcode="NM1 2AB").presses()
    assert resident.error.startswith("We cannot find") if gone else "code" not in resident.says.lower()


def test_staff_can_open_every_row_and_its_history(before: Repair, boss: Client) -> None:
    for model in apps.get_app_config("log").get_models():
        row = model._default_manager.first()
        if model not in admin.site._registry or row is None:
            continue
        name, every = f"admin:log_{model._meta.model_name}", EVERY.get(model.__name__, {})
        pages = [(f"{name}_{page}", [row.pk]) for page in ("change", "history")]
        for page, about in [(f"{name}_changelist", []), *pages]:
            assert boss.get(reverse(page, args=about), every, follow=True).status_code == 200, page


def test_the_hms_may_say_something_of_it_and_nothing_personal_comes_back(before: Repair, settings: Settings) -> None:
    settings.HMS_WEBHOOK_SECRET = SECRET
    number = WorksOrder.objects.get().hms_number
    update = said("completed", 9, RelatedWorkOrderReference={"ID": number or "NM-000001"}, Comments="Ada Byron")
    assert posts(update).status_code == (200 if number else 404)


def test_nothing_is_sent_again(before: Repair) -> None:
    sweep()
    assert replay(Asked(), "kim", NOW).again == 0
