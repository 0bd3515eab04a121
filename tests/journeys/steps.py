"""Parts of a report that many journeys share."""

from tests.journeys.resident import Resident


def gives_home(resident: Resident, home: str = "1 Test Street, Northmere") -> None:
    resident.types(postcode="nm12ab").presses()
    resident.answers(home)


def tells_of_kitchen_leak(resident: Resident) -> None:
    resident.answers("Kitchen")
    resident.answers("Under the sink")
    resident.answers("All the time")


def answers_about_home(resident: Resident, damp: str = "No", water: str = "No") -> None:
    resident.typed |= {"damp": damp.lower(), "recent": "no", "water_off": water.lower()}
    resident.presses()


def gives_contact(resident: Resident, **more: str) -> None:
    resident.types(name="Ada Byron", phone="07700 900123")
    resident.typed |= {"tell_by": "text", "who": "me"} | more
    resident.presses()


def takes_first_time(resident: Resident) -> str:
    first = resident.options[0]
    resident.chooses(first).presses()
    return first


def reaches_check(resident: Resident) -> None:
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    tells_of_kitchen_leak(resident)
    answers_about_home(resident)
    resident.presses()
    takes_first_time(resident)
    gives_contact(resident)
