"""A resident over HTTP who answers whatever is asked: the pages may be those of either release, or of one after the
other. Each request is made once: whatever fails is counted, and nothing is tried again."""

import re
import time
from collections import defaultdict
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import httpx

from repairs.calls import tls
from tests.parsed_page import Page, parsed, text

MOST_PAGES = 40
WANTED = ("None of these", "Kitchen", "Under the sink", "All the time", "No", "Me", "By text", "Text message")
"""Of the answers that are offered. Where there is none of these, whatever comes first."""
REFERENCE = re.compile(r'class="council-reference">([^<]+)<')
DONE = "We have your report"


@dataclass(frozen=True)
class Home:
    postcode: str
    line: str


@dataclass
class Walk:
    """What one journey came to. A reference is there once they were told that we have their report."""

    reference: str = ""
    postcode: str = ""
    requests: int = 0
    failed: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


class Failed(Exception):
    pass


class Resident:
    """`pace` is waited for before each request, so that many together ask at a steady rate. A photo goes with the
    report where there is one."""

    def __init__(self, site: str, home: Home, number: int, pace: "Pace", photo: bytes = b"") -> None:
        self.home, self.pace, self.photo, self.walk = home, pace, photo, Walk(postcode=home.postcode)
        self.texts = {"postcode": home.postcode, "name": f"Ada Byron {number}", "phone": f"074{number:08}"}
        self.client = httpx.Client(base_url=site, timeout=30, verify=tls(), trust_env=False)
        self.url = "/"

    def reports(self) -> Walk:
        try:
            with self.client:
                self.ask("GET", "/")
                page = self.ask("GET", "/report/")
                for _ in range(MOST_PAGES):
                    if DONE in page and (found := REFERENCE.search(page)):
                        self.walk.reference = found[1].strip()
                        return self.walk
                    page = self.answer(parsed(page)[0])
                raise Failed("never came to the end")
        except Failed as failed:
            self.walk.failed.append(f"{failed} at {kind_of(self.url)}")
        return self.walk

    def answer(self, page: Page) -> str:
        main = next(page.all("main"), page.root)
        form = next((one for one in main.iter("form") if one.get("method", "").lower() == "post"), None)
        if form is None:
            raise Failed("no form to go on with")
        takes_files = [one for one in form.iter("input") if one.get("type") == "file"]
        photo, self.photo = (self.photo, b"") if takes_files else (b"", self.photo)
        return self.ask("POST", form.get("action") or self.url, self.filled(page, form), photo)

    def filled(self, page: Page, form: Element) -> dict[str, str]:
        data: dict[str, str] = {}
        choices: dict[str, list[Element]] = defaultdict(list)
        for one in form.iter():
            name = one.get("name", "")
            if one.tag == "input" and one.get("type") in {"radio", "checkbox"}:
                choices[name].append(one)
            elif one.tag == "textarea" or (one.tag == "input" and one.get("type") != "file" and name):
                data[name] = self.texts.get(name, one.get("value", ""))
        return data | {name: self.chosen(page, offered) for name, offered in choices.items()}

    def chosen(self, page: Page, offered: list[Element]) -> str:
        labels = {one.get("for"): text(one) for one in page.all("label")}
        wanted = [
            one
            for one in offered
            if (label := labels.get(one.get("id"), "")) in WANTED or label.startswith(self.home.line)
        ]
        return [*wanted, *offered][0].get("value", "on")

    def ask(self, method: str, url: str, data: dict[str, str] | None = None, photo: bytes = b"") -> str:
        """The page that it leads to."""
        files = {"photos": ("tap.jpg", photo, "image/jpeg")} if photo else None
        while True:
            self.pace.wait()
            begun = time.monotonic()
            self.walk.requests += 1
            try:
                answer = self.client.request(method, url, data=data, files=files)
            except httpx.HTTPError as error:
                raise Failed(type(error).__name__) from None
            finally:
                self.walk.seconds.append(time.monotonic() - begun)
            self.url = answer.url.raw_path.decode()
            if not answer.is_redirect:
                break
            method, url, data, files = "GET", urljoin(self.url, answer.headers["Location"]), None, None
        if answer.status_code != httpx.codes.OK:
            raise Failed(f"an answer of {answer.status_code}")
        return unescape(answer.text) if DONE in answer.text else answer.text


def kind_of(url: str) -> str:
    """An address without what is one person's own."""
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "...", url.partition("?")[0])


class Pace:
    """Turns at a steady rate for all that share it. None at all where the rate is 0."""

    def __init__(self, a_second: float = 0) -> None:
        from threading import Lock

        self.every = 1 / a_second if a_second else 0
        self.lock, self.next = Lock(), time.monotonic()

    def wait(self) -> None:
        with self.lock:
            at = self.next = max(self.next + self.every, time.monotonic() - 1) if self.every else 0
        time.sleep(max(0.0, at - time.monotonic()))
