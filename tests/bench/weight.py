"""What pages weigh in a real Chromium: `make bench-weight`. Needs Chromium, PostgreSQL's programs and Redis's.

A phone reports a leak from the start page until it is told the reference, with its cache, from gunicorn with
production's static files. Bytes are those of the network: headers, and bodies as they were compressed. Then it opens
the start page and the first question for the first time on an emulated slow phone: the network of Lighthouse's
"slow 4G", a processor four times slower. The last line is the figures as JSON.
"""

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.bench.submit import spread
from tests.bench.whole_service import load_of_machine, whole_service
from tests.browser.devices import LAUNCH, PHONE, chromium
from tests.browser.visitor import Visitor
from tests.journeys.steps import answers_about_home, gives_contact, gives_home, takes_first_time, tells_of_kitchen_leak

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, CDPSession

HOME = "1 Larkspur Road, Northmere"
TOWER = "NM1 4HP"
"""200 flats, of which one is to be chosen: the heaviest page there is."""
KB = 1000
ASKED = {
    "first_page_kb": 45,
    "first_page_requests": 6,
    "script_kb": 12,
    "heaviest_later_page_kb": 5.5,
    "journey_kb": 100,
    "journey_requests": 30,
    "slow_phone_blocked_ms": 0,
    "left_the_origin": 0,
}
SLOW_4G = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1_474_560 / 8,
    "uploadThroughput": 675_000 / 8,
}
LONG_TASK_MS = 50
WATCH = f"""
window.blocked = 0;
new PerformanceObserver(list => {{
    for (const task of list.getEntries()) window.blocked += Math.max(0, task.duration - {LONG_TASK_MS});
}}).observe({{type: "longtask", buffered: true}});
"""
TOLD = """() => ({
    blocked: window.blocked,
    painted: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    loaded: performance.getEntriesByType("navigation")[0].loadEventEnd,
})"""


@dataclass
class Weighed:
    """What came over the network for one page."""

    heading: str = ""
    requests: int = 0
    bytes: int = 0
    script: int = 0
    elsewhere: int = 0


@dataclass
class Scales:
    """Hears of everything that a page asks for. What came from the cache has no weight."""

    site: str
    pages: list[Weighed] = field(default_factory=lambda: [Weighed()])
    scripts: set[str] = field(default_factory=set)
    cached: set[str] = field(default_factory=set)

    def listen(self, session: "CDPSession") -> None:
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self.asked)
        session.on("Network.requestServedFromCache", lambda event: self.cached.add(event["requestId"]))
        session.on("Network.responseReceived", self.answered)
        session.on("Network.loadingFinished", self.finished)

    def asked(self, event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith((f"{self.site}/", "blob:", "data:")):
            self.pages[-1].elsewhere += 1
        if "redirectResponse" in event:
            self.weigh(event["requestId"], event["redirectResponse"]["encodedDataLength"])

    def answered(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self.cached.add(event["requestId"])
        if event["type"] == "Script":
            self.scripts.add(event["requestId"])

    def finished(self, event: dict[str, Any]) -> None:
        self.weigh(event["requestId"], event["encodedDataLength"])

    def weigh(self, request: str, weight: float) -> None:
        if request in self.cached:
            return
        page = self.pages[-1]
        page.requests += 1
        page.bytes += round(weight)
        page.script += round(weight) if request in self.scripts else 0

    def next_page(self, heading: str) -> None:
        """All of the page is there."""
        self.pages[-1].heading = heading
        self.pages.append(Weighed())


class Resident(Visitor):
    def looks_it_over(self) -> None:
        self.page.wait_for_load_state("networkidle")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5, help="On the slow phone.")
    given = options.parse_args()
    with whole_service() as service:
        from playwright.sync_api import sync_playwright

        load = load_of_machine()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=LAUNCH)
            pages = journey(browser, service.site)
            tower = page_of_tower(browser, service.site)
            slow = {path: slow_phone(browser, service.site + path, given.rounds) for path in ("/", "/report/")}
            browser.close()
    figures = together(pages, slow) | {"tower_page_kb": kilobytes(tower.bytes)}
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):>24}: {figure}  {f'(at most {ASKED[name]})' if name in ASKED else ''}")
    missed = [name for name, most in ASKED.items() if figures[name] > most]
    print(json.dumps({**figures, "asked": ASKED, "missed": missed, "load": load}))


def journey(browser: "Browser", site: str) -> list[Weighed]:
    phone, scales = weighed_phone(browser, site)
    phone.starts()
    phone.answers("None of these")
    gives_home(phone, HOME)
    tells_of_kitchen_leak(phone)
    answers_about_home(phone)
    phone.presses()
    takes_first_time(phone)
    gives_contact(phone)
    phone.presses("Send report and book appointment")
    if phone.heading != "We have your report":
        raise SystemExit(f"The journey ends at {phone.heading!r}.")
    phone.page.context.close()
    return scales.pages[:-1]


def weighed_phone(browser: "Browser", site: str) -> tuple[Resident, Scales]:
    context = browser.new_context(**PHONE)
    phone, scales = Resident(context.new_page(), site, set()), Scales(site)
    scales.listen(context.new_cdp_session(phone.page))
    phone.at_every_page = lambda: scales.next_page(phone.heading)
    return phone, scales


def page_of_tower(browser: "Browser", site: str) -> Weighed:
    phone, scales = weighed_phone(browser, site)
    phone.starts()
    phone.answers("None of these")
    phone.types(postcode=TOWER).presses()
    phone.page.context.close()
    return scales.pages[-2]


def slow_phone(browser: "Browser", address: str, rounds: int) -> list[dict[str, float]]:
    """First visits, each by a phone that has nothing of the site yet."""
    return [visited(lambda: browser.new_context(**PHONE), address) for _ in range(rounds)]


def visited(opens: "Callable[[], BrowserContext]", address: str) -> dict[str, float]:
    context = opens()
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address, wait_until="networkidle")
    told: dict[str, float] = page.evaluate(TOLD)
    context.close()
    return told


def together(pages: list[Weighed], slow: dict[str, list[dict[str, float]]]) -> dict[str, Any]:
    first, *later = pages
    heaviest = max(later, key=lambda page: page.bytes)
    visits = [visit for visits in slow.values() for visit in visits]
    return {
        "first_page_kb": kilobytes(first.bytes),
        "first_page_requests": first.requests,
        "script_kb": kilobytes(first.script),
        "journey_script_kb": kilobytes(sum(page.script for page in pages)),
        "heaviest_later_page_kb": kilobytes(heaviest.bytes),
        "heaviest_later_page": heaviest.heading,
        "journey_kb": kilobytes(sum(page.bytes for page in pages)),
        "journey_requests": sum(page.requests for page in pages),
        "journey_pages": len(pages),
        "left_the_origin": sum(page.elsewhere for page in pages),
        "slow_phone_blocked_ms": round(max(visit["blocked"] for visit in visits)),
        "slow_phone_first_paint_ms": spread([visit["painted"] for visit in visits]),
        "slow_phone_loaded_ms": spread([visit["loaded"] for visit in visits]),
        "each_page_kb": {page.heading: kilobytes(page.bytes) for page in pages},
    }


def kilobytes(count: int) -> float:
    return round(count / KB, 1)


if __name__ == "__main__":
    main()
