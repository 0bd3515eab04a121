import pytest
from django.test import Client

from repairs.roles import REPAIRS_ADMINS
from tests.tables.builders import staff


@pytest.fixture
def council(priced: None) -> None:
    """The demo council, with its schedule of rates."""


@pytest.fixture
def sam(council: None) -> Client:
    """A repairs admin."""
    return staff(REPAIRS_ADMINS)
