import pytest
from pytest_django import Settings

from repairs.council.details import forget_details
from repairs.sign_in.second_factor import secrets
from tests.page_lint import PageClient


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proper hash takes longer than the rest of a test."""
    monkeypatch.setattr(secrets, "ROUNDS", 1)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def browser(northmere: None) -> PageClient:
    forget_details()
    return PageClient()
