"""How the HTTP Observatory of MDN would mark an answer, as far as that can be said without it.

From 100, with what is taken off for what is missing and given for what is more than needed. Being in the browsers' list
of hosts for https (+5) is for a council to ask for, and not counted here.
"""

import re
from http.cookies import SimpleCookie
from typing import Any

from tests.parsed_page import Page, parsed

UNSAFE = ("'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:", "*")
SESSIONS = ("staff", "repairs", "drafts", "found")
YEAR = 31_536_000


def marks(answer: Any) -> dict[str, int]:
    """For each thing that is looked at, what is given or taken."""
    return {
        "policy": of_policy(policy(answer)),
        "cookies": of_cookies(answer.cookies),
        "other sites": 0 if "Access-Control-Allow-Origin" not in answer.headers else -50,
        "https": of_https(answer.headers.get("Strict-Transport-Security", "")),
        "referrer": 5 if answer.headers.get("Referrer-Policy") in {"same-origin", "no-referrer"} else 0,
        "scripts": of_scripts(answer),
        "type": 0 if answer.headers.get("X-Content-Type-Options") == "nosniff" else -5,
        "frames": 5 if policy(answer).get("frame-ancestors") == ["'none'"] else -20,
        "resource": 10 if answer.headers.get("Cross-Origin-Resource-Policy") == "same-origin" else 0,
    }


def reachable(answer: Any) -> int:
    """A page without cookies or scripts is given nothing for them."""
    return 130 + 5 * bool(answer.cookies) + 5 * bool(scripts(answer))


def policy(answer: Any) -> dict[str, list[str]]:
    parts = answer.headers.get("Content-Security-Policy", "").split(";")
    return {words[0]: words[1:] for part in parts if (words := part.split())}


def of_policy(said: dict[str, list[str]]) -> int:
    if not said:
        return -25
    if any(source in UNSAFE for sources in said.values() for source in sources):
        return -20
    closed = said.get("default-src") == ["'none'"] and said.get("base-uri") == ["'none'"]
    return 10 if closed and said.get("form-action") in (["'none'"], ["'self'"]) else 0


def of_cookies(cookies: SimpleCookie) -> int:
    if not cookies:
        return 0
    if all(cookie["secure"] and cookie["httponly"] and cookie["samesite"] for cookie in cookies.values()):
        return 5
    return -40


def of_https(said: str) -> int:
    age = re.match(r"max-age=(\d+)", said)
    return 0 if age and int(age[1]) >= YEAR and "includeSubDomains" in said else -20


def scripts(answer: Any) -> list[Any]:
    return [script for script in page_of(answer).all("script") if script.get("src")] if is_page(answer) else []


def of_scripts(answer: Any) -> int:
    found = scripts(answer)
    return 5 if found and all(script.get("integrity") for script in found) else 0


def is_page(answer: Any) -> bool:
    return bool(answer.headers.get("Content-Type", "").startswith("text/html") and answer.content)


def page_of(answer: Any) -> Page:
    return parsed(answer.content.decode())[0]
