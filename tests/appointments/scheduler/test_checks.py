import pytest
from pytest_django import Settings

from appointments.scheduler.checks import check_scheduler


@pytest.mark.parametrize(
    ("diary", "url", "token", "errors"),
    [
        ("local.LocalDiary", "", "", []),
        ("fake.FakeDiary", "", "", []),
        ("none.Nobody", "", "", []),
        ("http.HttpDiary", "https://scheduler.example", "a-token", []),
        ("http.HttpDiary", "https://scheduler.example", "", ["appointments.SCHEDULER_TOKEN"]),
        ("http.HttpDiary", "", "", ["appointments.SCHEDULER_URL", "appointments.SCHEDULER_TOKEN"]),
    ],
)
def test_a_scheduler_needs_an_address_and_a_token(
    settings: Settings, diary: str, url: str, token: str, errors: list[str]
) -> None:
    settings.APPOINTMENTS_DIARY = f"appointments.diary.{diary}"
    settings.SCHEDULER_URL, settings.SCHEDULER_TOKEN = url, token
    assert [error.id for error in check_scheduler()] == errors
