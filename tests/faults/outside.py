"""What goes wrong at the stand-ins of the HMS and of Notify, and what they say they have."""

from collections import Counter
from typing import Any

import httpx

from tests.faults.service import Service

# Three calls in ten fail, a third of those after the order was taken.
HMS_RATES = {"500": 0.14, "429": 0.06, "drop": 0.04, "taken-500": 0.03, "malformed": 0.02, "slow": 0.01}
# One call in five fails.
NOTIFY_RATES = {"500": 0.08, "429": 0.04, "drop": 0.05, "malformed": 0.03}
RATES = {"HMS_URL": HMS_RATES, "NOTIFY_URL": NOTIFY_RATES}
# After a 429 Notify is left alone for a minute, which a short run has no time for.
SHORT_RATES = {"HMS_URL": HMS_RATES, "NOTIFY_URL": {**NOTIFY_RATES, "500": 0.12, "429": 0}}
TAKEN = {"drop", "taken-500", "malformed", "slow"}
LONG = 120


def begin_faults(service: Service, rates: dict[str, dict[str, float]], seed: int) -> None:
    for name, wanted in rates.items():
        asked = {"rates": wanted, "seed": seed}
        httpx.post(f"{service.environment[name]}/faults", json=asked).raise_for_status()


def end_faults(service: Service) -> None:
    for name in ("HMS_URL", "NOTIFY_URL"):
        httpx.post(f"{service.environment[name]}/faults", json={"next": []}).raise_for_status()


def faults_met(service: Service, name: str) -> dict[str, int]:
    found: dict[str, int] = ask(service, name, "/statistics")["faults"]
    return found


def too_few(met: dict[str, int], rates: dict[str, float], calls: int) -> dict[str, int]:
    """Of which kinds of fault a stand-in has shown fewer than it should have, in so many calls that went through."""
    parts = {"before it was taken": set(rates) - TAKEN, "after it was taken": set(rates) & TAKEN}
    lacking = {"of any kind": 0 if any(met.values()) else 1}
    for when, faults in parts.items():
        expected = calls * sum(rates[fault] for fault in faults)
        # Chance gives fewer than this once in a thousand runs.
        lacking[when] = int(expected - 3 * expected**0.5) - sum(met.get(fault, 0) for fault in faults)
    return {when: number for when, number in lacking.items() if number > 0}


def numbers_by_reference(service: Service) -> dict[str, list[str]]:
    """Our references that the HMS has, each with its numbers."""
    found: dict[str, list[str]] = ask(service, "HMS_URL", "/references")
    return found


def messages_by_reference(service: Service) -> Counter[str]:
    """How many messages Notify took with each of our references."""
    return Counter(message["reference"] for message in ask(service, "NOTIFY_URL", "/messages"))


def ask(service: Service, name: str, path: str) -> Any:
    return httpx.get(f"{service.environment[name]}{path}", timeout=LONG).raise_for_status().json()
