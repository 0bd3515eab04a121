"""A member of staff at the admin's pages about diagnoses, at a browser without JavaScript."""

from typing import Any
from xml.etree.ElementTree import Element

from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from tests.parsed_page import parsed, text

BACKEND = "django.contrib.auth.backends.ModelBackend"


class Member:
    def __init__(self, name: str, *may: str) -> None:
        """`may` are permissions, such as publish_tree. With none, they may do everything with diagnoses."""
        named = Permission.objects.filter(content_type__app_label="diagnosis")
        user = User.objects.create_user(name, is_staff=True)
        user.user_permissions.set(named.filter(codename__in=may) if may else named)
        self.client = Client()
        self.client.force_login(user, backend=BACKEND)

    def goes_to(self, name: str, *args: Any) -> "Member":
        return self.arrives(self.client.get(reverse(f"admin:diagnosis_{name}", args=args), follow=True))

    def presses(self, button: str, **typed: Any) -> "Member":
        """Sends the form of that button, as it stands, with what is typed besides."""
        form = next(form for form in self.page.all("form") if any(is_called(one, button) for one in form.iter()))
        fields = [field for field in form.iter("input") if field.get("name") and field.get("type") != "checkbox"]
        given = {field.attrib["name"]: field.get("value", "") for field in fields}
        return self.sends(form.get("action") or self.url, **{**given, **typed})

    def sends(self, address: str, **typed: Any) -> "Member":
        return self.arrives(self.client.post(address, typed, follow=True))

    def arrives(self, response: Any) -> "Member":
        self.response = response
        self.url = response.wsgi_request.get_full_path()
        self.page, _ = parsed(response.content.decode())
        return self

    @property
    def status(self) -> int:
        status: int = self.response.status_code
        return status

    @property
    def heading(self) -> str:
        return text(next(self.page.all("h1")))

    @property
    def says(self) -> str:
        return text(next(one for one in self.page.all("div") if one.get("id") == "container"))

    @property
    def told(self) -> list[str]:
        """What the page says at its top."""
        return [text(one) for line in self.page.with_class("messagelist") for one in line]

    @property
    def errors(self) -> str:
        return " ".join(text(one) for one in self.page.with_class("publishing-summary"))

    @property
    def buttons(self) -> list[str]:
        """Those of the page itself."""
        main = next(one for one in self.page.all("div") if one.get("id") == "content-main")
        return [name_of_button(one) for one in main.iter() if is_button(one)]

    def links(self, words: str) -> list[str]:
        return [one.get("href", "") for one in self.page.all("a") if text(one) == words]

    def value_of(self, name: str) -> str:
        return next(one.get("value", "") for one in self.page.fields() if one.get("name") == name)


def is_button(element: Element) -> bool:
    return element.tag == "button" or element.get("type") == "submit"


def is_called(element: Element, name: str) -> bool:
    return is_button(element) and name_of_button(element) == name


def name_of_button(element: Element) -> str:
    return text(element) or element.get("value", "")
