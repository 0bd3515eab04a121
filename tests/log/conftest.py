from collections.abc import Iterator
from typing import cast

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from repairs.log.hms import housing_system
from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.notify import message_gateway
from repairs.log.notify.fake import FakeMessageGateway
from tests.log.staff import BACKEND
from tests.photos.conftest import photo_folder as photo_folder


@pytest.fixture
def hms(settings: Settings) -> Iterator[FakeHousingSystem]:
    settings.HMS_CLIENT = "repairs.log.hms.fake.FakeHousingSystem"
    fake = cast(FakeHousingSystem, housing_system())
    fake.forget()
    yield fake
    fake.forget()


@pytest.fixture
def notify(settings: Settings) -> Iterator[FakeMessageGateway]:
    settings.NOTIFY_CLIENT = "repairs.log.notify.fake.FakeMessageGateway"
    fake = cast(FakeMessageGateway, message_gateway())
    fake.forget()
    yield fake
    fake.forget()


@pytest.fixture
def outside(northmere: None, hms: FakeHousingSystem, notify: FakeMessageGateway) -> None:
    """The demo council, a housing system and a message gateway."""


@pytest.fixture
def boss(northmere: None) -> Client:
    """Somebody who may do everything that the admin lets anyone do."""
    client = Client()
    client.force_login(User.objects.create_superuser("boss"), backend=BACKEND)
    return client
