"""People who report a leak over HTTP, one request after the other, as a browser asks for pages."""

import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import count, cycle

FORM = re.compile(r'<form method="post" action="([^"]*)".*?</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
TIME = re.compile(r'name="slot" type="radio" value="([^"]+)"')
NONE_SUITS = "none"
TOLD = "We have your report"
MOST_REQUESTS = 60


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    data: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    status: int
    text: str
    location: str = ""


Walk = Generator[Asked, Page, None]


class Astray(Exception):
    """A page that nobody should have come to."""


@dataclass(frozen=True)
class Resident:
    number: int
    postcode: str
    home: str
    has_script: bool
    takes_first_time: bool

    def answers(self, slug: str, page: str) -> dict[str, str]:
        fixed = ANSWERS.get(slug)
        if fixed is not None:
            return fixed
        return self.own_answers(slug, page)

    def own_answers(self, slug: str, page: str) -> dict[str, str]:
        if slug == "postcode":
            return {"postcode": self.postcode}
        if slug == "home":
            return {"home": self.home}
        if slug == "slot":
            times = [time for time in TIME.findall(page) if time != NONE_SUITS]
            return {"slot": unescape(times[0 if self.takes_first_time else self.number % len(times)])}
        if slug == "contact":
            phone = f"074{self.number:08}"
            return {"name": f"Ada Byron {self.number}", "phone": phone, "tell_by": "text", "who": "me"}
        raise Astray(f"nobody knows what to answer at {slug!r}")


ANSWERS = {
    "safety": {"option": "none"},
    "where": {"option": "kitchen"},
    "kitchen": {"option": "under-sink"},
    "under-sink": {"option": "all-the-time"},
    "household": {"damp": "no", "recent": "no", "water_off": "no"},
    "details": {"text": "The cupboard under the sink is soaked."},
    "check": {},
}


SENDER = Resident(0, "", "", has_script=True, takes_first_time=True)


def reports(resident: Resident) -> Walk:
    """From the start page until the reference is told. Half have no JavaScript and are led on by redirects."""
    yield Asked("GET", "/")
    page = yield Asked("GET", "/report/")
    for _ in range(MOST_REQUESTS):
        if TOLD in page.text:
            return
        if page.location:
            page = yield Asked("GET", page.location)
        else:
            page = yield filled_in(resident, page.text)
    raise Astray(f"no end after {MOST_REQUESTS} requests")


def sends(draft: str) -> Walk:
    """One who has answered everything: looks it over and sends it."""
    page = yield Asked("GET", f"/report/{draft}/check/")
    page = yield filled_in(SENDER, page.text)
    while page.location:
        page = yield Asked("GET", page.location)
    if TOLD not in page.text:
        raise Astray("sent, and not told that we have it")


def filled_in(resident: Resident, text: str) -> Asked:
    main = text[text.find("<main") :]
    form = FORM.search(main)
    if form is None:
        raise Astray(f"no form at {text[text.find('<title>') : text.find('</title>')]}")
    address = form[1]
    if "govuk-error-summary" in main:
        raise Astray(f"an answer was refused at {address}")
    hidden = {name: unescape(value) for name, value in HIDDEN.findall(form[0])}
    answers = resident.answers(address.rstrip("/").rpartition("/")[2], main)
    one_trip = {"one-trip": "1"} if resident.has_script else {}
    return Asked("POST", address, {**hidden, **one_trip, **answers})


def residents() -> Callable[[], Walk]:
    """Each call begins another report, at another home. Every second one wants the first time, which so gets hot."""
    homes, numbers = homes_of_one_patch(), count(1)

    def another() -> Walk:
        number = next(numbers)
        postcode, home = next(homes)
        return reports(Resident(number, postcode, home, number % 4 < 2, number % 2 == 0))

    return another


def homes_of_one_patch() -> Iterator[tuple[str, str]]:
    """Where nobody is asked anything further. Those of one patch have the same times."""
    from django.db.models import Count

    from repairs.homes.models import Home

    tenants = Home.objects.filter(tenure=Home.Tenure.SECURE, alerts=None, patch__isnull=False)
    largest = tenants.values("patch").annotate(homes=Count("pk")).order_by("-homes")[0]["patch"]
    small = Home.objects.values("postcode").annotate(homes=Count("pk")).filter(homes__lt=30).values("postcode")
    found = tenants.filter(patch=largest, postcode__in=small).order_by("pk").values_list("postcode", "pk")
    return cycle([(postcode, str(key)) for postcode, key in found])
