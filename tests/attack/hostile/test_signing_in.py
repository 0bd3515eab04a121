"""Every hostile string at each of the pages that let staff in."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from repairs.sign_in.models import SecondFactor
from repairs.sign_in.second_factor.secrets import seal
from tests.attack.hostile.attacker import Attacker
from tests.attack.hostile.verdict import Walk
from tests.sign_in.colleague import signs_in, someone
from tests.sign_in.test_second_factor import SECRET
from tests.tables.builders import BACKEND

pytestmark = pytest.mark.usefixtures("northmere")

OF_WHOEVER_IS_IN = ("second-factor/", "recovery-codes/", "sessions/", "password/", "sign-out/", "stay/", "signed-out/")


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def half_in(settings: Settings) -> Client:
    """Sam, after the password."""
    settings.STAFF_SECOND_FACTOR = True
    client = Client()
    someone()
    signs_in(client)  # type: ignore[arg-type]
    return client


def test_the_password(walk: Walk) -> None:
    for page in ("/staff/sign-in/?next=/staff/calls/", "/admin/login/"):
        Attacker(walk, Client()).attacks(page)


def test_the_second_step_is_set_up(half_in: Client, walk: Walk) -> None:
    Attacker(walk, half_in).attacks("/staff/second-factor/")
    assert "staff:second-factor" in walk.names


def test_the_code_of_the_second_step(half_in: Client, walk: Walk) -> None:
    SecondFactor.objects.create(user_id=1, sealed=seal(SECRET), added_at=timezone.now())
    Attacker(walk, half_in).attacks("/staff/code/")
    assert "staff:code" in walk.names


def test_whoever_is_in(walk: Walk) -> None:
    user, client = someone(), Client()
    for browser in (client, Client()):
        browser.force_login(user, backend=BACKEND)
    attacker = Attacker(walk, client)
    for page in OF_WHOEVER_IS_IN:
        attacker.attacks(f"/staff/{page}")
    assert "staff:sessions" in walk.names
    SecondFactor.objects.create(user=user, sealed=seal(SECRET), added_at=timezone.now())
    for page in OF_WHOEVER_IS_IN:
        attacker.attacks(f"/staff/{page}")
