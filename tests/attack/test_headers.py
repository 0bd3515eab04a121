"""What every answer says to the browser, with the settings of an installation with https."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.test import Client

from repairs.log.models import Repair
from repairs.log.reference import new_reference
from repairs.photos.links import photo_path
from repairs.photos.models import Photo
from repairs.photos.services import keep_photo
from tests.attack.figures import found
from tests.attack.observatory import marks, policy, reachable
from tests.attack.production import collected as collected
from tests.attack.production import production as production
from tests.contact_centre.agent import Agent
from tests.journeys.resident import Resident
from tests.journeys.steps import gives_home, reaches_check
from tests.log.staff import BACKEND
from tests.manage.conftest import opened
from tests.manage.find.getting_in import POSTCODE
from tests.photos.albums import CLEAN

pytestmark = pytest.mark.usefixtures("outside", "photo_folder", "production")

HSTS = "max-age=31536000; includeSubDomains; preload"
BROKEN = "repairs.pages.render"


def last(resident: Resident) -> Any:
    return resident.response


def start() -> Any:
    return Client().get("/")


def question() -> Any:
    resident = Resident()
    resident.starts()
    return last(resident)


def error() -> Any:
    resident = Resident()
    resident.starts()
    resident.presses()
    return last(resident)


def confirmation() -> Any:
    resident = Resident()
    reaches_check(resident)
    resident.presses("Send report")
    return last(resident)


def manage() -> Any:
    confirmation()
    return last(opened(Repair.objects.get()))


def agent() -> Any:
    agent = Agent()
    agent.takes_call()
    return last(agent)


def planner() -> Any:
    return signed_in().get("/staff/planning/")


def admin() -> Any:
    confirmation()
    return signed_in().get("/admin/log/repair/")


def admin_form() -> Any:
    return signed_in().get("/admin/diagnosis/soritem/add/")


def signed_in() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss"), backend=BACKEND)
    return client


def photo() -> Any:
    confirmation()
    keep_photo(Repair.objects.get().draft, "leak.jpg", CLEAN)
    return Client().get(photo_path(Photo.objects.get(), lasts=timedelta(hours=1)))


def fails() -> Any:
    return Client(raise_request_exception=False).get("/cookies/")


def away() -> Any:
    def raises(*given: Any) -> None:
        raise OperationalError

    with connection.execute_wrapper(raises):
        return Client(raise_request_exception=False).get("/")


def too_often() -> Any:
    typed = {"reference": new_reference(), "postcode": POSTCODE}
    tries = [Client().post("/find/", typed) for _ in range(6)]
    assert [one.status_code for one in tries] == [200] * 5 + [429]
    assert int(tries[-1].headers["Retry-After"]) > 0
    return tries[-1]


def static_file() -> Any:
    answer = Client().get("/static/init.js")
    assert answer.getvalue().startswith(b"//")
    answer.close()
    return answer


WALK: dict[str, tuple[int, Callable[[], Any]]] = {
    "start": (200, start),
    "question": (200, question),
    "error": (200, error),
    "confirmation": (200, confirmation),
    "manage": (200, manage),
    "agent": (200, agent),
    "planner": (200, planner),
    "sign-in of staff": (200, lambda: Client().get("/staff/sign-in/")),
    "admin, a list": (200, admin),
    "admin, a form": (200, admin_form),
    "photo": (200, photo),
    "400": (400, lambda: Client().get("/", headers={"host": "elsewhere.example"})),
    "403": (403, lambda: Client(enforce_csrf_checks=True).post("/find/")),
    "404": (404, lambda: Client().get("/nothing/")),
    "405": (405, lambda: Client().post("/cookies/")),
    "413": (413, lambda: Client().post("/find/", {"reference": "x" * 300_000})),
    "429": (429, too_often),
    "500": (500, fails),
    "503": (503, away),
    "health": (200, lambda: Client().get("/health/")),
    "metrics": (404, lambda: Client().get("/metrics/")),
    "security.txt": (200, lambda: Client().get("/.well-known/security.txt")),
    "style of the council": (200, lambda: Client().get("/council.css")),
    "static file": (200, static_file),
    "sent on to https": (301, lambda: Client().get("/", plain=True)),
    "webhook without https": (
        403,
        lambda: Client().post("/hms/status/", b"{}", content_type="application/json", plain=True),
    ),
    "webhook": (401, lambda: Client().post("/hms/status/", b"{}", content_type="application/json")),
}


PERSONAL = {"question", "error", "confirmation", "manage", "agent", "planner", "admin, a list", "photo", "429", "500"}


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page about cookies, which no journey needs."""
    from repairs import pages

    def fails(*given: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(pages, "resident_cookies", fails)


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("name", WALK)
def test_every_answer_on_the_way_there(name: str, production: list[Any]) -> None:
    status, goes = WALK[name]
    reached = goes()
    assert reached.status_code == status
    for answer in production:
        headers = answer.headers
        assert headers["Strict-Transport-Security"] == HSTS
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert "Access-Control-Allow-Origin" not in headers
        assert "Server" not in headers
        if answer.headers.get("Content-Type", "").startswith(("text/", "application/j")) and reached.status_code < 300:
            assert "charset=" in headers["Content-Type"] or "json" in headers["Content-Type"]
        said = policy(answer)
        assert said["default-src"] == said["frame-ancestors"] == said["base-uri"] == ["'none'"]
        assert said.get("object-src", ["'none'"]) == ["'none'"]
        assert all(cookie.startswith("__Host-") for cookie in answer.cookies)
        for cookie in answer.cookies.values():
            assert (cookie["secure"], cookie["httponly"], cookie["path"], cookie["domain"]) == (True, True, "/", "")
            assert cookie["samesite"] == "Lax"
    if name in PERSONAL:
        assert "no-store" in reached.headers["Cache-Control"]
    given = marks(reached)
    assert 100 + sum(given.values()) == reachable(reached), given
    found(f"MDN's marks: {name}", successes=0, marks=100 + sum(given.values()), reachable=reachable(reached))


def test_the_postcode_page_keeps_to_it_too(production: list[Any]) -> None:
    resident = Resident()
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    assert {100 + sum(marks(answer).values()) - reachable(answer) for answer in production} == {0}


def test_the_folder_of_static_files_is_not_listed(production: list[Any], collected: Path) -> None:
    assert (collected / "govuk").is_dir()
    assert [Client().get(address).status_code for address in ("/static/", "/static/govuk/")] == [404, 404]
