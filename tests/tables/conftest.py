import pytest
from django.core.management import call_command
from django.test import Client

from repairs.roles import REPAIRS_ADMINS
from tests.diagnosis.builders import COUNCIL_FILE, SOR_FILE
from tests.tables.builders import staff


@pytest.fixture
def council(db: None) -> None:
    call_command("loaddata", COUNCIL_FILE, verbosity=0)
    call_command("import_sor", SOR_FILE, verbosity=0)


@pytest.fixture
def sam(council: None) -> Client:
    """A repairs admin."""
    return staff(REPAIRS_ADMINS)
