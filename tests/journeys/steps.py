"""Parts of a report that many journeys share."""

from tests.journeys.person import Person


def gives_home(resident: Person, home: str = "1 Test Street, Northmere") -> None:
    resident.types(postcode="nm12ab").presses()
    resident.answers(home)


def tells_of_kitchen_leak(resident: Person) -> None:
    resident.answers("Kitchen")
    resident.answers("Under the sink")
    resident.answers("All the time")


def answers_about_home(resident: Person, damp: str = "No", water: str = "No") -> None:
    resident.picks(damp=damp.lower(), recent="no", water_off=water.lower()).presses()


def gives_contact(resident: Person) -> None:
    resident.types(name="Ada Byron", phone="07700 900123")
    resident.picks(tell_by="text", who="me").presses()


def takes_first_time(resident: Person) -> str:
    first = resident.options[0]
    resident.chooses(first).presses()
    return first


def reaches_check(resident: Person) -> None:
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    tells_of_kitchen_leak(resident)
    answers_about_home(resident)
    resident.presses()
    takes_first_time(resident)
    gives_contact(resident)
