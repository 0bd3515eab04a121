"""Nothing runs, and no style holds, but what we have put there: a browser checks each file against its page."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from repairs.council.details import forget_details
from repairs.council.models import Council
from repairs.integrity import integrity_of, with_integrity
from tests.attack.production import HASHED, forget, use_files
from tests.attack.production import collected as collected
from tests.contact_centre.agent import Agent
from tests.log.staff import BACKEND
from tests.parsed_page import parsed

pytestmark = pytest.mark.usefixtures("northmere")

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
CHECKED = {"stylesheet", "modulepreload"}


def agent() -> Any:
    agent = Agent()
    agent.takes_call()
    return agent.response


def superuser(address: str) -> Any:
    client = Client()
    client.force_login(User.objects.create_superuser("boss"), backend=BACKEND)
    return client.get(address)


PAGES: dict[str, Callable[[], Any]] = {
    "start": lambda: Client().get("/"),
    "agent": agent,
    "find": lambda: superuser("/staff/find/"),
    "call backs": lambda: superuser("/staff/call-backs/"),
    "admin": lambda: superuser("/admin/"),
    "admin, a list": lambda: superuser("/admin/log/repair/"),
    "admin, a form": lambda: superuser("/admin/diagnosis/soritem/add/"),
    "404": lambda: Client().get("/nothing/"),
}


@pytest.mark.parametrize("backend", [HASHED, PLAIN])
@pytest.mark.parametrize("name", PAGES)
def test_each_file_of_a_page_is_what_the_page_says(
    name: str, backend: str, settings: Settings, collected: Path
) -> None:
    use_files(settings, collected, backend)
    try:
        answer = PAGES[name]()
        files = files_of(answer.content.decode())
        assert len(files) >= 4
        assert {address: integrity_of(content(answer.client, address)) for address in files} == files
    finally:
        forget()


def files_of(html: str) -> dict[str, str]:
    """Each with what it is checked against. The hash of what GOV.UK Frontend brings is in the policy."""
    page = parsed(html)[0]
    links = [link for link in page.all("link") if link.get("rel") in CHECKED]
    found = {link.attrib["href"]: link.get("integrity", "") for link in links}
    return found | {one.attrib["src"]: one.get("integrity", "") for one in page.all("script") if one.get("src")}


def content(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return bytes(answer.getvalue())


def test_a_page_gets_the_colour_that_it_was_made_with_though_another_was_chosen_since() -> None:
    (address,) = (file for file in files_of(Client().get("/").content.decode()) if file.startswith("/council.css"))
    before = content(Client(), address)
    Council.objects.update(brand_colour="#123456")
    forget_details()
    assert content(Client(), address) == before
    assert b"#123456" in content(Client(), "/council.css")


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="https://elsewhere.example/x.js"></script>',
        '<script src="/static/no-such-file.js"></script>',
        '<link rel="icon" href="/static/icons/favicon.svg">',
        '<script src="/static/find.js" integrity="sha384-x"></script>',
        "&lt;script src=&quot;/static/find.js&quot;&gt;",
    ],
)
def test_what_is_not_ours_or_has_said_it_is_left_alone(tag: str) -> None:
    assert with_integrity(tag) == tag


def test_the_page_itself_stays_as_it_was() -> None:
    page = '<p>Typed: src="/static/find.js"</p><script src="/static/find.js" defer></script>'
    assert re.sub(r' integrity="sha384-[^"]{64}"', "", with_integrity(page)) == page != with_integrity(page)
