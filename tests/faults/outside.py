"""What goes wrong at the stand-ins of the HMS and of Notify, and what they say they have."""

import re
from collections import Counter
from dataclasses import dataclass
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
OF_A_MESSAGE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LEAST_TAKEN = 0.1
"""The part of all that must have been taken while the faults were on, or they came too soon to prove much."""
LONG = 120


def begin_faults(service: Service, rates: dict[str, dict[str, float]], seed: int) -> None:
    for name, wanted in rates.items():
        asked = {"rates": wanted, "seed": seed}
        httpx.post(f"{service.environment[name]}/faults", json=asked).raise_for_status()


def end_faults(service: Service) -> None:
    for name in ("HMS_URL", "NOTIFY_URL"):
        httpx.post(f"{service.environment[name]}/faults", json={"next": []}).raise_for_status()


@dataclass(frozen=True)
class Met:
    """What a stand-in had taken, and which faults it had shown, when its faults were taken off."""

    taken: int
    faults: dict[str, int]


def met_so_far(service: Service) -> dict[str, Met]:
    taken = {
        "HMS_URL": sum(map(len, numbers_by_reference(service).values())),
        "NOTIFY_URL": messages_by_reference(service).total(),
    }
    return {name: Met(count, ask(service, name, "/statistics")["faults"]) for name, count in taken.items()}


def too_few(met: Met, rates: dict[str, float], reports: int) -> dict[str, int]:
    """By how much a stand-in falls short of what it should have taken, and refused, while the faults were on."""
    parts = {"before it was taken": set(rates) - TAKEN, "after it was taken": set(rates) & TAKEN}
    lacking = {
        "of any kind": 0 if any(met.faults.values()) else 1,
        "before most was taken": int(reports * LEAST_TAKEN) - met.taken,
    }
    for when, faults in parts.items():
        # There were more calls than this: each that was taken, and those that were not.
        expected = met.taken * sum(rates[fault] for fault in faults)
        # Chance gives fewer once in a thousand runs.
        lacking[when] = int(expected - 3 * expected**0.5) - sum(met.faults.get(fault, 0) for fault in faults)
    return {when: number for when, number in lacking.items() if number > 0}


def numbers_by_reference(service: Service) -> dict[str, list[str]]:
    """Our references that the HMS has, each with its numbers."""
    found: dict[str, list[str]] = ask(service, "HMS_URL", "/references")
    return found


def messages_by_reference(service: Service) -> Counter[str]:
    """How many messages Notify took with each reference of a message. What the council itself is told has others."""
    taken = (message["reference"] for message in ask(service, "NOTIFY_URL", "/messages"))
    return Counter(reference for reference in taken if OF_A_MESSAGE.fullmatch(reference))


def ask(service: Service, name: str, path: str) -> Any:
    return httpx.get(f"{service.environment[name]}{path}", timeout=LONG).raise_for_status().json()
