from collections.abc import Iterator

import pytest
from django.core.management import call_command

from repairs.council.details import forget_details
from tests.page_lint import PageClient


@pytest.fixture
def council(db: None) -> Iterator[None]:
    """The demo council's rows, and nothing kept of them afterwards."""
    call_command("loaddata", "fixtures/councils/northmere.json", verbosity=0)
    forget_details()
    yield
    forget_details()


@pytest.fixture
def browser(council: None) -> PageClient:
    return PageClient()
