"""A real server and a real Chromium. All tests in this folder are marked `browser`.

They run by the real clock, because a browser does. They need processes of their own: `pytest -m browser`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as configured
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.devices import DESK, LAUNCH, PHONE, chromium
from tests.browser.visitor import Visitor
from tests.conftest import load_northmere

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

HERE = Path(__file__).parent

WAITS_MILLISECONDS = 10_000

NewVisitor = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def database_beside_a_browser() -> Iterator[None]:
    """Playwright keeps an event loop in this thread, in which Django would refuse to ask the database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file. In memory, all requests would share one connection, and nothing could happen at once."""
    database = configured.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "repairs.sqlite3")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": chromium(), "args": LAUNCH}


@pytest.fixture(scope="session")
def seen() -> set[str]:
    """Pages that axe has looked at. It need not look twice."""
    return set()


@pytest.fixture
def site(transactional_db: None, live_server: LiveServer, settings: Settings, tmp_path: Path) -> str:
    """The demo council at a real address."""
    load_northmere()
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "photos"}}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    settings.SITE_URL = live_server.url
    return live_server.url


@pytest.fixture
def opens(browser: "Browser", site: str, seen: set[str]) -> Iterator[NewVisitor]:
    """Opens a browser that knows nothing yet, or another tab of one that is open."""
    visitors: list[Visitor] = []

    def visitor(kind: type[Visitor] = Visitor, *, beside: Visitor | None = None, **device: Any) -> Visitor:
        context: BrowserContext = beside.page.context if beside else browser.new_context(**device)
        context.set_default_timeout(WAITS_MILLISECONDS)
        has_script = bool(device.get("java_script_enabled", True))
        visitors.append(kind(context.new_page(), site, seen, has_script=has_script))
        return visitors[-1]

    yield visitor
    for one in visitors:
        one.page.context.close()
    assert [complaint for one in visitors for complaint in one.witness.complaints] == []


@pytest.fixture
def phone(opens: NewVisitor) -> Visitor:
    return opens(**PHONE)


@pytest.fixture
def desk(opens: NewVisitor) -> Visitor:
    return opens(**DESK)
