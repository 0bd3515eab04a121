"""The stand-in housing system as each kind of HMS, and how often it goes wrong."""

from collections.abc import Callable
from typing import Any

import pytest

from repairs.log.hms import HousingSystemDown, Kind
from repairs.log.hms.http import HttpHousingSystem
from repairs.stubs.faults import Fault, FaultQueue
from tests.contracts.builders import SMALLEST, an_order, moved_to
from tests.contracts.conftest import PATIENCE, TOKEN
from tests.contracts.web import web

StartHms = Callable[..., str]


def client(url: str) -> HttpHousingSystem:
    return HttpHousingSystem(url, TOKEN, timeout_seconds=PATIENCE)


def statistics(url: str) -> dict[str, Any]:
    found: dict[str, Any] = web.get(f"{url}/statistics").json()
    return found


@pytest.mark.parametrize(("kind", "orders"), [(Kind.IDEMPOTENT, 1), (Kind.SEARCHABLE, 2), (Kind.BLIND, 2)])
def test_the_same_order_and_the_same_update_twice(start_hms: StartHms, kind: Kind, orders: int) -> None:
    url = start_hms(kind=kind)
    for _ in range(2):
        client(url).raise_order(an_order(), key="k-1")
    for _ in range(2):
        client(url).update_order(moved_to(), key="u-1")
    counted = statistics(url)
    assert (counted["orders"], counted["updates"]) == (orders, orders)
    assert (counted["duplicates"], counted["duplicateUpdates"]) == (orders - 1, orders - 1)
    assert (counted["references"], counted["keys"]) == (1, 1)
    assert len(web.get(f"{url}/references").json()[SMALLEST.reference]) == orders


@pytest.mark.parametrize("kind", [Kind.SEARCHABLE, Kind.BLIND])
def test_an_hms_without_keys_asks_for_none(start_hms: StartHms, kind: Kind) -> None:
    order, bearer = an_order().as_json(), {"Authorization": f"Bearer {TOKEN}"}
    assert web.post(f"{start_hms(kind=kind)}/workOrders", json=order, headers=bearer).status_code == 201


def test_what_was_taken_is_found_only_after_the_lag(start_hms: StartHms) -> None:
    url = start_hms(kind=Kind.SEARCHABLE, lag_seconds=60)
    client(url).raise_order(an_order(), key="k-1")
    client(url).update_order(moved_to(), key="u-1")
    assert client(url).find_order(SMALLEST.reference) is None
    assert not client(url).find_update(moved_to())


def test_of_several_orders_with_our_reference_the_oldest_is_found(start_hms: StartHms) -> None:
    url = start_hms(kind=Kind.SEARCHABLE)
    for _ in range(2):
        client(url).raise_order(an_order(), key="k-1")
    assert client(url).find_order(SMALLEST.reference) == "NM-000001"


def test_a_blind_hms_cannot_be_asked(start_hms: StartHms) -> None:
    url = start_hms(kind=Kind.BLIND)
    client(url).raise_order(an_order(), key="k-1")
    for ask in (lambda: client(url).find_order(SMALLEST.reference), lambda: client(url).find_update(moved_to())):
        with pytest.raises(HousingSystemDown, match="404"):
            ask()


@pytest.mark.parametrize("fault", ["drop", "malformed", "cut", "html", "taken-500", "slow"])
def test_what_goes_wrong_after_the_order_was_taken_leaves_the_outcome_unknown(start_hms: StartHms, fault: str) -> None:
    url = start_hms(kind=Kind.BLIND)
    web.post(f"{url}/faults", json={"next": [fault]})
    with pytest.raises(HousingSystemDown) as caught:
        client(url).raise_order(an_order(), key="k-1")
    assert caught.value.outcome_unknown
    assert statistics(url)["orders"] == 1
    assert statistics(url)["faults"] == {fault: 1}


def test_all_calls_go_wrong_until_the_faults_are_taken_back(start_hms: StartHms) -> None:
    url = start_hms()
    answer = web.post(f"{url}/faults", json={"rates": {"500": 0.5, "429": 0.5}, "seed": 7})
    assert answer.json() == {"next": [], "rates": {"500": 0.5, "429": 0.5}}
    for _ in range(10):
        with pytest.raises(HousingSystemDown):
            client(url).raise_order(an_order(), key="k-1")
    assert web.delete(f"{url}/faults").json() == {"next": []}
    client(url).raise_order(an_order(), key="k-1")
    met = statistics(url)["faults"]
    assert sum(met.values()) == 10
    assert met.keys() == {"429", "500"}


def test_a_tenth_of_the_calls_goes_wrong_and_with_the_same_seed_the_same_ones() -> None:
    runs = []
    for _ in range(2):
        faults = FaultQueue()
        faults.set_rates({Fault.DROP: 0.1, Fault.ERROR: 0.1}, seed=7)
        runs.append([faults.take() for _ in range(1000)])
    assert runs[0] == runs[1]
    assert all(70 < runs[0].count(fault) < 130 for fault in (Fault.DROP, Fault.ERROR))


@pytest.mark.parametrize(
    "sent",
    [
        {"rates": {"drop": 1.1}},
        {"rates": {"drop": 0.6, "500": 0.6}},
        {"rates": {"drop": -0.1}},
        {"rates": {"drop": "0.1"}},
        {"rates": {"drop": True}},
        {"rates": {"explode": 0.1}},
        {"rates": ["drop"]},
        {"rates": {"drop": 0.1}, "seed": "seven"},
        {"webhooks": {"explode": 0.1}},
        {"webhooks": {"lose": 2}},
    ],
)
def test_rates_that_cannot_be_are_refused(start_hms: StartHms, sent: dict[str, Any]) -> None:
    url = start_hms()
    assert web.post(f"{url}/faults", json=sent).status_code == 400
    client(url).raise_order(an_order(), key="k-1")
