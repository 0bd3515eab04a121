"""Someone of the staff who edits drafts in the admin, without JavaScript."""

from typing import Any, Self
from xml.etree.ElementTree import Element

from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from diagnosis.models import DraftNode
from tests.parsed_page import parsed, text


class Editor:
    def __init__(self, name: str = "Sam", *permissions: str) -> None:
        user = User.objects.create_user(name, is_staff=True)
        names = permissions or ("add_drafttree", "change_drafttree", "view_drafttree")
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
        self.client = Client(raise_request_exception=True)
        self.client.force_login(user)

    # Going somewhere

    def goes_to(self, address: str) -> Self:
        return self.arrives(self.client.get(address, follow=True))

    def opens(self, page: DraftNode) -> Self:
        return self.goes_to(reverse(f"admin:diagnosis_draft{page.kind}_change", args=[page.pk]))

    def opens_draft(self, draft_id: int) -> Self:
        return self.goes_to(reverse("admin:diagnosis_drafttree_change", args=[draft_id]))

    def arrives(self, response: Any) -> Self:
        self.response = response
        self.url = response.request["PATH_INFO"] + (f"?{query}" if (query := response.request["QUERY_STRING"]) else "")
        self.page, _ = parsed(response.content.decode())
        forms = [form for form in self.page.all("form") if form.get("id") != "logout-form"]
        self.fields = {name: value for form in forms for name, value in fields_of(form)}
        return self

    # Writing

    def types(self, **changes: Any) -> Self:
        """Fields by name, with two underscores for a dash. None unticks."""
        for name, value in changes.items():
            name = name.replace("__", "-")
            if value is None:
                self.fields.pop(name, None)
            else:
                self.fields[name] = value
        return self

    def saves(self, button: str = "_continue", **changes: Any) -> Self:
        self.types(**changes)
        return self.arrives(self.client.post(self.url, {**self.fields, button: "Save"}, follow=True))

    # Looking

    @property
    def says(self) -> str:
        return text(self.page.root)

    @property
    def heading(self) -> str:
        return text(next(self.page.all("h1")))

    def section(self, heading_id: str) -> str:
        return text(self.named(heading_id))

    def links_in(self, heading_id: str) -> dict[str, str]:
        return {text(link): link.get("href", "") for link in self.named(heading_id).iter("a")}

    def named(self, heading_id: str) -> Element:
        found = [one for one in self.page.root.iter() if one.get("aria-labelledby") == heading_id]
        return found[0] if found else Element("nothing")

    @property
    def links(self) -> dict[str, str]:
        return {text(link): link.get("href", "") for link in self.page.all("a")}

    def choices(self, name: str) -> dict[str, str]:
        """The values of a list to select from, by their words."""
        select = next(one for one in self.page.all("select") if one.get("name") == name)
        return {text(option): option.get("value", "") for option in select.iter("option")}

    def option_rows(self) -> list[str]:
        count = int(self.fields["options-TOTAL_FORMS"])
        return [self.fields[f"options-{number}-text"] for number in range(count)]

    def row_of(self, words: str) -> str:
        """The start of the names of the fields of that option."""
        return f"options__{self.option_rows().index(words)}__"


def fields_of(form: Element) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    lists: dict[str, list[str]] = {}
    for field in form.iter():
        name = field.get("name", "")
        if not name or "__prefix__" in name or field.get("type") == "submit":
            continue
        if field.tag == "textarea":
            found.append((name, (field.text or "").removeprefix("\n")))
        elif field.tag == "select":
            chosen = [option.get("value", "") for option in field.iter("option") if "selected" in option.attrib]
            found.append((name, chosen[0] if chosen else ""))
        elif field.tag == "input" and field.get("type") == "checkbox" and "checked" in field.attrib:
            lists.setdefault(name, []).append(field.get("value", "on"))
        elif field.tag == "input" and (field.get("type") not in ("radio", "checkbox") or "checked" in field.attrib):
            found.append((name, field.get("value", "")))
    return [*found, *lists.items()]
