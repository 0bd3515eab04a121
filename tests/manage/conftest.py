import pytest

from repairs.log.links import link_of
from repairs.log.models import Repair
from tests.journeys.resident import Resident
from tests.log.builders import booked
from tests.log.conftest import hms as hms
from tests.log.conftest import notify as notify
from tests.log.conftest import outside as outside


@pytest.fixture
def repair(northmere: None) -> Repair:
    """A visit on Thursday 5 March, 8am to midday. It can be changed until 4pm today."""
    return booked()


@pytest.fixture
def holder(repair: Repair) -> Resident:
    """Somebody who has opened the link to the repair."""
    return opened(repair)


def opened(repair: Repair) -> Resident:
    holder = Resident()
    holder.goes_to(link_of(repair))
    holder.presses("See my repair")
    return holder
