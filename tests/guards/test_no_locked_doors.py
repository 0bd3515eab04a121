"""Nobody is shown a link or a button in the admin that would refuse them."""

import logging
from collections import deque
from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from appointments.models import Place
from diagnosis.drafts.changing import open_draft
from diagnosis.models import PublishedTree
from repairs.roles import ROLES, Role
from tests.log.builders import booked, without_a_time

# These lead out of the admin, or change who is signed in.
LEFT_ALONE = {
    "start",
    "admin:logout",
    "admin:login",
    "admin:password_change",
    "admin:jsi18n",
    "staff:sign-out",
    "nowhere",
}


def view_of(address: str) -> str:
    try:
        return resolve(address.split("?")[0].split("#")[0]).view_name
    except Resolver404:
        return "nowhere"


def links(page: Any) -> Iterator[str]:
    yield from (address for link in page.iter("a") if (address := link.get("href", "")).startswith(("/", "?")))


def buttons(page: Any) -> Iterator[str]:
    """Where each form is sent that has a button to press."""
    for form in page.iter("form"):
        asleep = {one for fieldset in form.iter("fieldset") if "disabled" in fieldset.attrib for one in fieldset.iter()}
        sending = {one for one in form.iter() if one.get("type") == "submit" or one.tag == "button"}
        if sending - asleep and form.get("method", "").lower() == "post":
            yield form.get("action", "")


class Walk:
    """Follows each kind of link and presses each kind of button once, beginning at the first page."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.followed, self.pressed = set(LEFT_ALONE), set(LEFT_ALONE)
        self.refused: list[str] = []
        self.waiting = deque([("/admin/", "the start")])

    def everywhere(self) -> None:
        while self.waiting:
            address, at = self.waiting.popleft()
            if view_of(address) not in self.followed:
                self.followed.add(view_of(address))
                self.follow(address, at)

    def follow(self, address: str, at: str) -> None:
        response = self.client.get(address, follow=True)
        if response.status_code == 403:
            self.refused.append(f"the link to {address} on {at}")
        elif response["Content-Type"].startswith("text/html"):
            self.look_at(response.content.decode(), response.request["PATH_INFO"])

    def look_at(self, text: str, here: str) -> None:
        page = html5lib.parse(text, namespaceHTMLElements=False)
        self.waiting.extend((address if address.startswith("/") else here + address, here) for address in links(page))
        for action in buttons(page):
            address = action if action.startswith("/") else here + action
            if view_of(address) not in self.pressed:
                self.pressed.add(view_of(address))
                self.press(address, here)

    def press(self, address: str, at: str) -> None:
        with transaction.atomic():
            if self.client.post(address, {}).status_code == 403:
                self.refused.append(f"the button to {address} on {at}")
            transaction.set_rollback(True)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_no_link_or_button_is_refused(northmere: None, role: Role, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "django.request")
    without_a_time(), booked()
    Place.objects.filter(bookings=None).delete()
    open_draft(PublishedTree.objects.get(), by="Tests")
    user, client = User.objects.create_user("sam", is_staff=True), Client()
    user.groups.add(Group.objects.get(name=role.name))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    walk = Walk(client)
    walk.everywhere()
    assert "\n".join(walk.refused) == ""
    assert len(walk.followed) > 15
