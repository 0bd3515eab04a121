"""Goes on with a report in a process of its own, as after a deployment, and says what it met. Reads and writes JSON."""

import json
import sys
from typing import Any

import tests.environment  # noqa: F401  The settings of the tests, before Django reads them.


def main() -> None:
    import django

    django.setup()
    import time_machine

    from tests.conftest import NOW

    with time_machine.travel(NOW, tick=False):
        json.dump(go_on(**json.load(sys.stdin)), sys.stdout)


def go_on(cookies: dict[str, str], url: str) -> dict[str, Any]:
    from repairs.log.models import Repair
    from tests.journeys.resident import Resident
    from tests.journeys.steps import answers_about_home, gives_contact, takes_first_time

    resident = Resident()
    resident.client.cookies.load(cookies)
    resident.goes_to(url)
    met = [resident.heading]
    for answer in ("Under the sink", "All the time"):
        resident.answers(answer)
        met.append(resident.heading)
    answers_about_home(resident)
    resident.presses()
    takes_first_time(resident)
    gives_contact(resident)
    resident.presses("Send report and book appointment")
    met.append(resident.heading)
    someone_else = Resident()
    someone_else.starts()
    return {
        "met": met,
        "sent": list(Repair.objects.values_list("tree__version", "outcome")),
        "asked anew": someone_else.heading,
    }


if __name__ == "__main__":
    main()
