"""Files that never change are kept for ever; pages that may hold something of somebody are kept nowhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver
from pytest_django import Settings

from repairs.govuk.environment import kept_static
from tests.guards.test_staff_pages import addresses
from tests.journeys.resident import Resident
from tests.journeys.steps import reaches_check
from tests.tables.builders import BACKEND

PUBLIC = {"/", "/cookies/", "/privacy/", "/accessibility/", "/contact/"}
FOR_EVER = "max-age=315360000, public, immutable"
FILES = re.compile(r'(?:href|src|data-frontend)="(/static/[^"]+)"')
COMPRESSED = (".css", ".js", ".json")


@pytest.fixture
def collected(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """Static files as production has them."""
    settings.STATIC_ROOT = tmp_path
    files = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": files}
    # Not the admin's, which are many.
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    call_command("collectstatic", interactive=False, verbosity=0)
    kept_static.cache_clear()
    yield tmp_path
    kept_static.cache_clear()


def test_files_of_a_page_are_named_for_what_is_in_them_kept_for_ever_and_compressed(
    northmere: None, collected: Path
) -> None:
    client = Client()
    files = set(FILES.findall(client.get("/").content.decode()))
    assert len(files) >= 8
    for address in files:
        assert re.search(r"\.[0-9a-f]{12}\.", address)
        answers = {asked: fetched(client, address, asked) for asked in ("", "gzip", "gzip, br")}
        assert {answer.headers["Cache-Control"] for answer in answers.values()} == {FOR_EVER}
        weights = [len(b"".join(answer.streaming_content)) for answer in answers.values()]
        if address.endswith(COMPRESSED):
            assert [answer.headers.get("Content-Encoding") for answer in answers.values()] == [None, "gzip", "br"]
            assert weights == sorted(weights, reverse=True)
            assert {answer.headers["Vary"] for answer in answers.values()} == {"Accept-Encoding"}


def fetched(client: Client, address: str, encoding: str) -> Any:
    return client.get(address, headers={"accept-encoding": encoding})


@pytest.mark.parametrize("signed_in", [False, True])
def test_no_page_is_kept_but_those_that_are_the_same_for_everybody(northmere: None, signed_in: bool) -> None:
    client = Client()
    if signed_in:
        client.force_login(User.objects.create_superuser("sam"), backend=BACKEND)
    kept, pages = set(), 0
    for address in addresses(get_resolver()):
        answer = client.get(f"/{address}")
        if is_page(answer):
            pages += 1
            if "no-store" not in answer.headers.get("Cache-Control", ""):
                kept.add(f"/{address}")
    assert kept <= PUBLIC
    assert pages > 20


def is_page(answer: Any) -> bool:
    # One without words, such as that which leads elsewhere, is kept nowhere unless it says so.
    return answer.headers.get("Content-Type", "").startswith("text/html") and bool(answer.content)


def test_nothing_that_a_resident_says_is_kept(northmere: None) -> None:
    resident = Resident()
    arrive, stored = resident._arrive, []

    def look(response: Any) -> None:
        arrive(response)
        if "no-store" not in resident.response.headers.get("Cache-Control", ""):
            stored.append(resident.url)

    resident._arrive = look  # type: ignore[method-assign]
    reaches_check(resident)
    resident.presses("Send report")
    assert resident.heading == "We have your report"
    assert stored == ["/"]
