"""Reports that somebody is in the middle of, at the pages that are measured."""

from tests.journeys.resident import Resident
from tests.journeys.steps import answers_about_home, gives_home, tells_of_kitchen_leak


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


def at_times() -> Resident:
    resident = at_household()
    answers_about_home(resident)
    resident.presses()
    return resident


HOME = "1 Larkspur Road, Northmere"
PAGES = {"question": at_question, "household": at_household, "times": at_times}


def drafts_at() -> dict[str, tuple[str, str]]:
    """By name, the address of the page and the cookies of whoever is on it."""
    found = {}
    for name, reach in PAGES.items():
        resident = reach()
        cookies = "; ".join(f"{key}={morsel.value}" for key, morsel in resident.client.cookies.items())
        found[name] = (resident.url, cookies)
    return found
