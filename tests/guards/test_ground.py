"""What tests begin with is loaded once for many of them. Each finds it whole, whatever the one before has done."""

import pytest
from django.db import connection

from repairs.council.models import Council, Trade
from repairs.homes.models import Home
from tests.ground import GROUND

TWICE = pytest.mark.parametrize("time", ["once", "again"])


@TWICE
def test_a_test_undoes_only_what_it_did_itself(northmere: None, time: str) -> None:
    assert Home.objects.count() == 7
    Home.objects.all()[0].delete()
    Council.objects.update(name="Elsewhere")
    assert GROUND.laid == "northmere"


@TWICE
def test_a_test_that_asks_for_less_finds_less(priced: None, time: str) -> None:
    assert Trade.objects.exists()
    assert not Home.objects.exists()
    assert Council.objects.get().name != "Elsewhere"


@TWICE
def test_a_test_that_asks_for_nothing_finds_nothing(db: None, time: str) -> None:
    assert not Council.objects.exists()
    assert not Trade.objects.exists()


@TWICE
def test_a_test_that_commits_begins_with_nothing_and_leaves_nothing(transactional_db: None, time: str) -> None:
    assert not connection.in_atomic_block
    assert not Trade.objects.exists()
    Trade.objects.create(code="PL", name="Plumbing", person="a plumber", hact_code="PL")


@TWICE
def test_a_test_that_closes_its_connection_costs_the_next_one_nothing(northmere: None, time: str) -> None:
    assert Home.objects.count() == 7
    connection.close()
