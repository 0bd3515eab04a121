"""The release before is replaced by this one while residents report: `make rolling`. The last line is JSON.

The steps are those of docs/operating.md: migrate; each web process is taken out of the proxy, ended, started with the
new code and put back once it is ready; then workers, beat and the standby. In the end, as a control, both web processes
are ended at once, and that must be noticed.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx

from tests.faults.checker import check_messages, check_orders, waiting
from tests.faults.machines import free_port, missing
from tests.faults.outside import messages_by_reference, numbers_by_reference
from tests.faults.processes import ROOT, Program, wait_until
from tests.faults.scene import leave_when_told, own_folder, say, use
from tests.faults.service import Service, background_commands, machines, start_stand_ins, web_command, with_code
from tests.rolling.proxy import Proxy
from tests.rolling.traffic import Traffic
from tests.upgrade.previous import NotHere, previous_release, unpack
from tests.upgrade.releases import migrate, migrate_meanwhile, prepare

# All residents come from one address here.
SETTINGS = {"WEB_CONCURRENCY": "1", "POSTCODES_AN_HOUR_PER_ADDRESS": "100000"}
HOMES = 1500
WEBS = 2
WEB_SECONDS, WORKER_SECONDS = 40, 70
"""To finish in, as docker-compose.yml gives them."""
READY_WITHIN_SECONDS = 90
QUIET_SECONDS = 5
SETTLES_WITHIN_SECONDS = 120


@dataclass
class Rolling:
    service: Service
    proxy: Proxy
    before: Path
    webs: list[Program]
    say: Callable[[str], None]

    def web(self, number: int, code: Path) -> Program:
        """As the image starts it, behind the proxy."""
        command = web_command(self.service.environment, code)
        command[command.index("--bind") + 1] = f"127.0.0.1:{self.proxy.backends[number].port}"
        return self.program(f"web-{number + 1}", command, code)

    def program(self, name: str, command: list[str], code: Path) -> Program:
        own = self.service.environment | with_code(code)
        label = f"{name}-{'before' if code == self.before else 'after'}"
        return self.service.supervisor.add(Program(label, command, own, self.service.folder, code=code))

    def start_webs(self, code: Path) -> None:
        self.webs = [self.web(number, code) for number in range(WEBS)]
        for number, web in enumerate(self.webs):
            web.start()
            self.wait_until_ready(number)

    def wait_until_ready(self, number: int) -> None:
        address = f"http://127.0.0.1:{self.proxy.backends[number].port}/ready/"
        wait_until(f"web {number + 1} is ready", lambda: is_ready(address), READY_WITHIN_SECONDS)

    def replace_webs(self) -> None:
        for number, old in enumerate(self.webs):
            port = self.proxy.backends[number].port
            self.proxy.take_out(port)
            old.stop(WEB_SECONDS)
            self.webs[number] = self.web(number, ROOT)
            self.webs[number].start()
            self.wait_until_ready(number)
            self.proxy.put_in(port)
            self.say(f"web {number + 1} of {WEBS} runs the new code")

    def replace_background(self) -> None:
        commands = dict(background_commands(self.service.folder))
        for old in self.service.all_background:
            old.stop(WORKER_SECONDS)
            self.program(old.name, commands[old.name], ROOT).start()
            self.say(f"{old.name} runs the new code")

    def restart_webs_at_once(self) -> None:
        """What not to do."""
        for web in self.webs:
            web.stop(WEB_SECONDS)
        self.start_webs(ROOT)


def is_ready(address: str) -> bool:
    try:
        return httpx.get(address, timeout=5).is_success
    except httpx.HTTPError:
        return False


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.rolling", description=__doc__)
    options.add_argument("--rate", type=float, default=20, help="Requests a second.")
    options.add_argument("--keep", action="store_true", help="The folder with what every process has logged.")
    given = options.parse_args()
    try:
        previous_release()
    except NotHere as reason:
        print(reason)
        return 2
    if lacks := missing():
        print(f"This needs {lacks}.")
        return 2
    leave_when_told()
    figures = rolled(given.rate, keep=given.keep)
    for name, value in figures.items():
        print(f"{name:>24}: {value}")
    print(json.dumps(figures))
    return 0 if figures["passed"] else 1


def rolled(rate: float, *, keep: bool) -> dict[str, Any]:
    begun = time.monotonic()
    with own_folder(keep) as folder:
        (folder / "before").mkdir()
        before = unpack(folder / "before")
        with machines(folder, "idempotent", SETTINGS, before) as service:
            migrate(service, before)
            homes = enumerate(prepare(service, before, HOMES), start=1)
            service.redis.start()
            start_stand_ins(service)
            with Proxy(int(service.site.rpartition(":")[2]), [free_port() for _ in range(WEBS)]) as proxy:
                rolling = Rolling(service, proxy, before, [], lambda what: say(begun, what))
                rolling.start_webs(before)
                for program in service.all_background:
                    program.start()
                rolling.say("the release before runs")
                with Traffic(service.site, homes, rate) as traffic:
                    roll(rolling)
                rolling.say("everybody has reported")
                with Traffic(service.site, homes, rate) as control:
                    rolling.restart_webs_at_once()
                rolling.say("the control has ended")
            return verdict(service, traffic, control)


def roll(rolling: Rolling) -> None:
    time.sleep(QUIET_SECONDS)
    migrate_meanwhile(rolling.service)
    rolling.say("the tables are as the new release has them")
    time.sleep(QUIET_SECONDS)
    rolling.replace_webs()
    rolling.replace_background()
    time.sleep(QUIET_SECONDS)


def verdict(service: Service, traffic: Traffic, control: Traffic) -> dict[str, Any]:
    use(replace(service, environment=service.environment | with_code(ROOT)))
    from repairs.log.models import Repair

    with suppress(TimeoutError):
        wait_until("nothing waits", lambda: waiting() == 0, SETTLES_WITHIN_SECONDS)
    told = [*traffic.references, *control.references]
    kept = set(Repair.objects.values_list("reference", flat=True))
    orders = check_orders(numbers_by_reference(service), "idempotent")
    messages = check_messages(messages_by_reference(service))
    figures = traffic.figures()
    broken = {
        "requests failed": figures["failed"],
        "reports lost": len(set(told) - kept),
        "reports doubled": len(told) - len(set(told)),
        # A resident of the control may have sent a report without being told.
        "reports of nobody": max(0, len(kept) - len(set(told)) - control.failed.total()),
        "rows stuck": waiting(),
        **orders.broken,
        **messages.broken,
    }
    noticed = control.failed.total() > 0
    return {
        "passed": not any(broken.values()) and noticed,
        "release before": previous_release()[:10],
        **figures,
        "broken": {name: count for name, count in broken.items() if count},
        "orders": orders.figures["orders in the HMS"],
        "messages": messages.figures["messages at Notify"],
        "failed in the control": control.failed.total(),
    }


if __name__ == "__main__":
    sys.exit(main())
