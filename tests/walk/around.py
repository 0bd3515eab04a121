"""Around a page: where its links lead, and what its forms answer to. All that came of it is undone."""

import copy
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from tests.walk.read_page import Form, read_page
from tests.walk.wrong_answers import ways_to_send

# How many rows of one kind are opened: one more of the same shows nothing new.
MOST_ALIKE = 3
MOST_DEEP = 4
MOST_DEEP_IN_THE_ADMIN = 2
LOOK_AFTER_THE_ADMIN = ("repairs-admin", "superuser")
# They end what the walk is in the middle of, on every page, and are walked in scenes of their own.
NOT_PRESSED = ("/staff/sign-out/", "/admin/logout/", "/staff/stay/", "/report/new/")
EACH_PAGE_OF = ("report:page", "contact-centre:call-page")


class Around:
    def __init__(self) -> None:
        self.opened: Counter[tuple[str, ...]] = Counter()
        self.deep = 0

    def look(self, client: Client, who: str, address: str, html: str) -> None:
        in_the_admin = address.startswith("/admin/")
        if self.deep >= (MOST_DEEP_IN_THE_ADMIN if in_the_admin else MOST_DEEP):
            return
        self.deep += 1
        try:
            found = read_page(html)
            for form in found.forms if not in_the_admin or who in LOOK_AFTER_THE_ADMIN else []:
                self.send(client, who, address, form)
            for link in found.links:
                self.follow(client, who, urljoin(address, link))
        finally:
            self.deep -= 1

    def send(self, client: Client, who: str, address: str, form: Form) -> None:
        there = urljoin(address, form.action)
        if not there.startswith("/") or there.startswith(NOT_PRESSED):
            return
        for data in ways_to_send(form):
            if self.is_new(f"{who} {form.method} {shape(data)}", there):
                with undone(client):
                    if form.method == "post":
                        client.post(there, data, follow=True)
                    else:
                        client.get(there.split("?")[0], data, follow=True)

    def follow(self, client: Client, who: str, link: str) -> None:
        link = link.split("#")[0]
        if not link.startswith("/") or link.startswith(NOT_PRESSED) or not self.is_new(who, link):
            return
        with undone(client):
            client.get(link, follow=True)

    def is_new(self, how: str, link: str) -> bool:
        parts = urlsplit(link)
        try:
            match = resolve(parts.path)
        except Resolver404:
            return False
        query = ",".join(sorted({name for name, _ in parse_qsl(parts.query)}))
        one = str(match.kwargs.get("slug", "")) if match.view_name in EACH_PAGE_OF else ""
        key: tuple[str, ...] = (how, match.view_name, query, one)
        most = MOST_ALIKE
        if match.view_name.startswith("admin:"):
            # A list can be sorted and narrowed in hundreds of ways.
            key, most = (how.split()[0], match.view_name, "some" if query else how), 1
        self.opened[key] += 1
        return self.opened[key] <= most


def shape(data: dict[str, Any]) -> str:
    """Forms with the same fields, filled in alike, are sent a few times only."""
    return ",".join(sorted(f"{name}{'' if not str(values[0]) else '+'}" for name, values in data.items()))


@contextmanager
def undone(client: Client) -> Iterator[None]:
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
            client.cookies = cookies
