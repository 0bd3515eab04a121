"""What stands in an address stays in histories and in the logs of others."""

import pytest
from django.test import Client

from repairs.log.models import Repair
from tests.journeys.resident import Resident
from tests.log.conftest import hms as hms
from tests.log.conftest import notify as notify
from tests.log.conftest import outside as outside
from tests.log.test_nothing_personal import PERSONAL
from tests.log.test_works_orders import reports_everything
from tests.manage.conftest import opened
from tests.photos.conftest import photo_folder as photo_folder

pytestmark = pytest.mark.usefixtures("outside", "photo_folder")


def test_no_address_of_a_report_says_anything_of_its_person(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ask = Client.generic

    def noted(self: Client, method: str, path: str, *given: object, **more: object) -> object:
        answer = ask(self, method, path, *given, **more)  # type: ignore[arg-type]
        asked.extend([answer.wsgi_request.get_full_path(), answer.headers.get("Location", "")])
        return answer

    monkeypatch.setattr(Client, "generic", noted)
    reports_everything(Resident())
    holder = opened(Repair.objects.get())
    for page in ("contact", "visit-details", "time", "add"):
        holder.goes_to(f"/repair/{Repair.objects.get().reference}/{page}/")
    assert len(asked) > 40
    said = "\n".join(asked).casefold()
    assert [word for word in PERSONAL if word.casefold() in said] == []
