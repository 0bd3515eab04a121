"""The settings of an installation with https, as they are read where nothing else is said."""

import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as in_use
from django.core.management import call_command
from django.test import Client, override_settings
from pytest_django import Settings

from repairs import integrity
from repairs.govuk import environment
from repairs.log import access
from repairs.manage.find import found
from repairs.report import visitor
from repairs.settings import BASE_DIR

HOST = "repairs.northmere.example"
PRODUCTION = {"SITE_URL": f"https://{HOST}", "ALLOWED_HOSTS": "", "STATIC_MANIFEST": "true", "DEBUG": ""}
# Where the tests keep what they write, and the times of sign-in that other tests hold.
HASHED = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
NOT_TAKEN = ("DATA", "CACHES", "BASE_DIR", "STORAGES", "STATIC_ROOT", "STAFF_SECOND_FACTOR")


@pytest.fixture
def production(settings: Settings, monkeypatch: pytest.MonkeyPatch, collected: Path) -> Iterator[list[Any]]:
    """Every answer that comes meanwhile, asked for over https unless the test says otherwise."""
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)
    for name, value in runpy.run_path(str(Path(BASE_DIR) / "repairs" / "settings.py")).items():
        if name.isupper() and not name.startswith(NOT_TAKEN) and getattr(in_use, name, None) != value:
            setattr(settings, name, value)
    for module in (access, found, visitor):
        monkeypatch.setattr(module, "COOKIE", f"__Host-{module.COOKIE}")
    use_files(settings, collected, HASHED)
    yield keep_answers(monkeypatch)
    forget()


def keep_answers(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    answers: list[Any] = []
    ask = Client.request

    def asked(self: Client, **request: Any) -> Any:
        over = {"wsgi.url_scheme": "http" if request.pop("plain", False) else "https"}
        answers.append(ask(self, **{"HTTP_HOST": HOST, **request, **over}))
        return answers[-1]

    monkeypatch.setattr(Client, "request", asked)
    return answers


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own files and the admin's, under names with their hashes and under their own."""
    folder = tmp_path_factory.mktemp("collected")
    given = {"staticfiles": {"BACKEND": HASHED}}
    with override_settings(STATIC_ROOT=folder, STORAGES={**in_use.STORAGES, **given}):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["i18n"])
    return folder


def use_files(settings: Settings, folder: Path, backend: str) -> None:
    settings.STATIC_ROOT = folder
    settings.STORAGES = {**in_use.STORAGES, "staticfiles": {"BACKEND": backend}}
    forget()


def forget() -> None:
    """What a process keeps of its files."""
    for kept in (integrity.read_once, integrity.read_once_by_name, environment.kept_static):
        kept.cache_clear()
