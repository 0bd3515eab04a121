import pytest
from pytest_django import Settings

from repairs.council.details import forget_details
from tests.page_lint import PageClient


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """A proper hash takes longer than the rest of a test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def browser(northmere: None) -> PageClient:
    forget_details()
    return PageClient()
