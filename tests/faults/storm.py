"""People send reports while everything around the service fails."""

import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from tests.faults.checker import check, waiting
from tests.faults.outside import (
    RATES,
    SHORT_RATES,
    Met,
    begin_faults,
    end_faults,
    met_so_far,
    numbers_by_reference,
    too_few,
)
from tests.faults.people import Crowd, told
from tests.faults.processes import wait_until
from tests.faults.scene import Run, say, scene
from tests.faults.service import Service, start_service, start_stand_ins
from tests.faults.timetable import Timetable

SETTLES_WITHIN_SECONDS = 120
QUIET_SECONDS = 20
WHAT = {"HMS_URL": "orders", "NOTIFY_URL": "messages"}


def storm(run: Run, *, control: bool = False) -> dict[str, Any]:
    """The figures of one run. `control` runs it without the outbox."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.faults.control_settings"} if control else {}
    rates = SHORT_RATES if run.short else RATES
    with scene(run.kind, keep=run.keep, **settings) as service:
        from tests.faults.drafts import finished_drafts

        begun = time.monotonic()
        drafts = finished_drafts(run.reports)
        say(begun, f"{run.reports} drafts are ready to be sent")
        service.redis.start()
        start_stand_ins(service)
        start_service(service)
        begin_faults(service, rates, run.seed)
        begun = time.monotonic()
        crowd = Crowd(service.site, drafts, run.seconds)
        with Timetable(service, run.seconds, run.seed) as timetable:
            crowd.send_all()
            say(begun, "everybody has sent")
            timetable.wait_for_all()
        met = met_so_far(service)
        end_faults(service)
        say(begun, "the faults are off")
        settled = wait_until_quiet(service) if control else settle(service)
        say(begun, f"settled after {settled:.0f} seconds")
        verdict = check(service, crowd.seen, run.kind)
        return {
            "counted": verdict.figures
            | {f"{what} taken during the faults": met[name].taken for name, what in WHAT.items()},
            "broken": verdict.broken,
            "faults": dict(timetable.done),
            "faults of the HMS": met["HMS_URL"].faults,
            "faults of Notify": met["NOTIFY_URL"].faults,
            "faults missing": timetable.not_done | missing(met, rates, run.reports, ["HMS_URL"] if control else rates),
            "people": told(crowd.seen),
            "seconds": round(time.monotonic() - begun),
            "settled in": round(settled, 1),
        }


def settle(service: Service) -> float:
    """Seconds until nothing waits. What still waits after two minutes is stuck, and the checker counts it."""
    from django.db import connection

    begun = time.monotonic()
    service.postgres.wait_until_it_answers()
    # The one of before went down with the server.
    connection.close()
    with suppress(TimeoutError):
        wait_until("nothing waits", lambda: waiting() == 0, SETTLES_WITHIN_SECONDS)
    return time.monotonic() - begun


def wait_until_quiet(service: Service) -> float:
    """The control leaves rows waiting that nothing will ever send: it has time until the HMS hears no more."""
    from django.db import connection

    connection.close()
    begun = since = time.monotonic()
    heard = -1
    while time.monotonic() < min(begun + SETTLES_WITHIN_SECONDS, since + QUIET_SECONDS):
        now = sum(map(len, numbers_by_reference(service).values()))
        heard, since = now, since if now == heard else time.monotonic()
        time.sleep(1)
    return time.monotonic() - begun


def missing(
    met: dict[str, Met], rates: dict[str, dict[str, float]], reports: int, systems: Iterable[str]
) -> dict[str, int]:
    """The control sends no messages, so that only the HMS can be asked."""
    return {
        f"faults of {name.removesuffix('_URL')} {when}": number
        for name in systems
        for when, number in too_few(met[name], rates[name], reports).items()
    }
