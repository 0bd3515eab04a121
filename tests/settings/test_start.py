"""The service does not start with a setting that it cannot use, and says which one."""

import os
import subprocess
import sys

import pytest

from repairs.log.checks import check_outside_systems
from repairs.settings import BASE_DIR


def start(**changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import repairs.settings"],
        cwd=BASE_DIR,
        env={**os.environ, **changes},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SITE_URL", "repairs.example"),
        ("DATABASE_URL", "nonsense"),
        ("REDIS_URL", "nonsense"),
        ("HMS_URL", "hms"),
        ("HMS_KIND", "hopeful"),
        ("EMAIL_URL", "mail.example"),
        ("OUTBOX_RETRY_SECONDS", "0"),
        ("LOG_LEVEL", "LOUD"),
        ("TRUSTED_NETWORKS", "192.0.2.1/24"),
        ("PROXIES", "0"),
    ],
)
def test_it_says_which_setting_is_bad(name: str, value: str) -> None:
    done = start(**{name: value})
    assert done.returncode != 0
    assert done.stderr.strip().splitlines()[-1].startswith(f"django.core.exceptions.ImproperlyConfigured: {name}")


def test_the_settings_of_the_tests_are_good() -> None:
    assert start().returncode == 0


@pytest.mark.parametrize("name", ["HMS_CLIENT", "NOTIFY_CLIENT", "APPOINTMENTS_DIARY"])
def test_a_class_that_is_not_there_is_found_by_the_checks(settings: pytest.MonkeyPatch, name: str) -> None:
    assert check_outside_systems() == []
    setattr(settings, name, "repairs.log.hms.fake.NoSuchSystem")
    [error] = check_outside_systems()
    assert error.msg.startswith(name)
