"""Reports that somebody is in the middle of, and the requests for their pages that are measured."""

from collections.abc import Callable

from tests.bench.asked import Request
from tests.journeys.resident import Resident
from tests.journeys.steps import (
    answers_about_home,
    gives_contact,
    gives_home,
    takes_first_time,
    tells_of_kitchen_leak,
)

HOME = "1 Larkspur Road, Northmere"
ROOMS = ({"option": "kitchen"}, {"option": "bathroom"})
NO_YES = tuple({"damp": damp, "recent": "no", "water_off": "no"} for damp in ("no", "yes"))
WORDS = tuple({"text": f"The cupboard is {how}."} for how in ("wet", "soaked"))
PERSON = {"name": "Ada Byron", "phone": "07700 900123", "tell_by": "text", "who": "me"}
NAMES = tuple({**PERSON, "name": name} for name in ("Ada Byron", "Ada King"))


def at_question() -> Resident:
    resident = Resident()
    resident.starts()
    resident.answers("None of these")
    gives_home(resident, HOME)
    return resident


def at_household() -> Resident:
    resident = at_question()
    tells_of_kitchen_leak(resident)
    return resident


def at_details() -> Resident:
    resident = at_household()
    answers_about_home(resident)
    return resident


def at_contact() -> Resident:
    resident = at_details()
    resident.presses()
    takes_first_time(resident)
    return resident


def at_check() -> Resident:
    resident = at_contact()
    gives_contact(resident)
    return resident


def pages() -> dict[str, Request]:
    """Every page of a report that is ready to be sent, and of a repair that was."""
    resident, sent = at_check(), at_check()
    asked = {name_of(url): Request(url, cookies(resident)) for url in resident.pages}
    sent.presses("Send report")
    done = Request(sent.url, cookies(sent))
    sent.follows("see your repair")
    return {**asked, "done": done, "repair": Request(sent.url, cookies(sent))}


ANSWERED: dict[str, tuple[Callable[[], Resident], tuple[dict[str, str], ...]]] = {
    "question": (at_question, ROOMS),
    "household": (at_household, NO_YES),
    "details": (at_details, WORDS),
    "contact": (at_contact, NAMES),
}


def steps() -> dict[str, Request]:
    """Steps that are answered, each of a report of its own: now so and now otherwise."""
    found = {}
    for name, (reach, forms) in ANSWERED.items():
        resident = reach()
        found[name] = Request(resident.url, cookies(resident), "post", forms)
    return found


def name_of(url: str) -> str:
    """Of a page: what its address ends in."""
    parts = [part for part in url.split("?")[0].split("/") if part]
    return "start" if not parts else "first" if parts == ["report"] else parts[-1]


def cookies(resident: Resident) -> str:
    return "; ".join(f"{key}={morsel.value}" for key, morsel in resident.client.cookies.items())
