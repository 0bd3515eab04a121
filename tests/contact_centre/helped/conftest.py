import pytest

from repairs.log.models import Repair
from tests.contact_centre.agent import Agent
from tests.contact_centre.helped.callers import helps
from tests.log.conftest import hms as hms
from tests.log.conftest import notify as notify
from tests.log.conftest import outside as outside
from tests.manage.conftest import repair as repair
from tests.photos.conftest import photo_folder as photo_folder


@pytest.fixture
def agent(northmere: None) -> Agent:
    """Her name stands nowhere else."""
    agent = Agent("quintessa")
    agent.user.first_name, agent.user.last_name = "Quintessa", "Featherstonehaugh"
    agent.user.save()
    return agent


@pytest.fixture
def helper(agent: Agent, repair: Repair) -> Agent:
    """An agent who has verified the caller on the phone."""
    helps(agent, repair)
    return agent
