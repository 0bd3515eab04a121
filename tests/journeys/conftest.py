import pytest

from tests.journeys.resident import Resident


@pytest.fixture
def resident(northmere: None) -> Resident:
    return Resident()
