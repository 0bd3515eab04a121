import pytest
from django.core.management import call_command

from tests.diagnosis.builders import COUNCIL_FILE, SOR_FILE


@pytest.fixture
def council(db: None) -> None:
    """The demo council, with its schedule of rates."""
    call_command("loaddata", COUNCIL_FILE, verbosity=0)
    call_command("import_sor", SOR_FILE, verbosity=0)
