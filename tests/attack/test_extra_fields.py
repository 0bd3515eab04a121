"""Fields that no page asks for are sent along, on every page of a report and of a repair."""

from typing import Any

import pytest
from django.test import Client

from repairs.log.models import Repair
from tests.attack.figures import found
from tests.journeys.resident import Resident
from tests.journeys.steps import reaches_check
from tests.manage.conftest import opened

pytestmark = pytest.mark.usefixtures("outside")

EXTRA = {
    "priority": "E",
    "priority_id": "1",
    "outcome": "emergency",
    "tenure": "secure",
    "is_staff": "on",
    "agent": "1",
    "repair": "1",
    "reference": "KM7-4QX-9TDR",
    "access_version": "9",
    "closed_at": "2026-01-01",
    "cost": "0",
    "sor": "[]",
    "due_at": "2020-01-01",
    "minutes": "1",
    "overrides": "1",
    "with_resident": "0",
    "id": "1",
    "pk": "1",
}
NOT_ALIKE = ("id", "reference", "draft", "album", "home_id", "key", "nonce", "token")


def kept(repair: Repair) -> dict[str, Any]:
    fields = Repair.objects.filter(pk=repair.pk).values().get()
    return {name: value for name, value in fields.items() if not name.endswith(NOT_ALIKE)}


def reports() -> Repair:
    resident = Resident()
    reaches_check(resident)
    resident.presses("Send report")
    return Repair.objects.latest("pk")


def test_fields_that_no_page_asks_for_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept(reports())
    post = Client.post

    def with_more(self: Client, path: str, data: Any = None, **given: Any) -> Any:
        return post(self, path, {**EXTRA, **(data or {})}, **given)

    monkeypatch.setattr(Client, "post", with_more)
    repair = reports()
    after = kept(repair)
    changed = [name for name in before if before[name] != after[name]]
    holder = opened(repair).client
    for page in ("visit-details/", "contact/", "add/", "time/"):
        holder.post(f"/repair/{repair.reference}/{page}", {})
    changed += [name for name, value in kept(repair).items() if value != after[name]]
    assert changed == []
    found("fields that no page asks for", successes=len(changed), tried=len(EXTRA))
