"""Call backs that were kept before they could be taken go on as they were, on the database that the tests run on."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from repairs.log.models import CallBack
from tests.conftest import NOW, load_northmere
from tests.contact_centre.agent import Agent
from tests.contact_centre.call_backs.builders import LIST

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = ("log", "0029_calls_given_up")
WHEN_ASKED = NOW - timedelta(days=40)


def migrate(*targets: tuple[str, str]) -> Any:
    """The apps as they are then."""
    executor = MigrationExecutor(connection)
    return executor.migrate(list(targets) or executor.loader.graph.leaf_nodes()).apps


@pytest.fixture
def kept(transactional_db: None) -> list[dict[str, Any]]:
    """One that waits, and one that was done with a note, as the code of that time wrote them."""
    asked = {"reason": "emergency", "answers": {"safety": "ceiling"}, "asked_at": WHEN_ASKED, "due_at": NOW}
    rows = [
        asked | {"draft": uuid4(), "problem": "A ceiling"},
        asked | {"draft": uuid4(), "problem": "A pipe", "done_at": NOW, "note": "Rang them. All is well."},
    ]
    call_backs = migrate(BEFORE).get_model("log", "CallBack").objects
    try:
        for row in rows:
            call_backs.create(**row)
    finally:
        migrate()
    return rows


def test_they_are_valid_and_have_what_they_had(kept: list[dict[str, Any]]) -> None:
    for row in kept:
        call_back = CallBack.objects.get(draft=row["draft"])
        call_back.full_clean()
        assert {name: getattr(call_back, name) for name in row} == row
        assert call_back.waiting_since == WHEN_ASKED
        assert (call_back.taken_by, call_back.tries, call_back.ended_as, call_back.led_to) == (None, 0, "", None)


def test_an_agent_takes_what_waits_and_reads_what_was_noted(kept: list[dict[str, Any]], clock: object) -> None:
    load_northmere()
    agent = Agent()
    agent.goes_to(LIST)
    assert "Waits for 40 days" in agent.says
    agent.presses("Take it")
    assert "sam has it" in agent.says
    agent.goes_to(f"{LIST}{CallBack.objects.get(draft=kept[1]['draft']).pk}/")
    assert "Rang them. All is well." in agent.says
