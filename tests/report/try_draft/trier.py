"""A member of staff who tries a diagnosis, at a browser without JavaScript. Every page that comes is linted."""

from typing import Any
from xml.etree.ElementTree import Element

from django.contrib.auth.models import Permission, User
from django.urls import reverse

from diagnosis.models import DraftTree, PublishedTree
from tests.journeys.resident import Resident
from tests.parsed_page import text

BACKEND = "django.contrib.auth.backends.ModelBackend"
MAY_CHANGE = ("view_drafttree", "change_drafttree", "view_publishedtree")


class Trier(Resident):
    def __init__(self, *permissions: str) -> None:
        super().__init__()
        user = User.objects.create_user("sam", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
        self.client.force_login(user, backend=BACKEND)

    def tries(self, what: DraftTree | PublishedTree, *route: str, **query: Any) -> None:
        """With the answers of a route, each as page.option."""
        name = "try-draft" if isinstance(what, DraftTree) else "try-published"
        self.goes_to(reverse(name, args=[what.pk]), **({"answers": ",".join(route)} if route else {}), **query)

    def presses(self, button: str = "Continue") -> None:
        form = self._form_of(button)
        if form.get("method") == "post":
            super().presses(button)
        else:
            data = self._filled(form) | self.typed
            self.goes_to(form.attrib["action"].split("#")[0], **data)

    def goes_back(self) -> None:
        """Not to the draft, where a link in the bar leads."""
        (link,) = self.page.with_class("govuk-back-link")
        self.goes_to(link.attrib["href"])

    def _filled(self, form: Element) -> dict[str, Any]:
        selects = {field.attrib["name"]: chosen_in(field) for field in form.iter("select")}
        return super()._filled(form) | selects

    @property
    def bar(self) -> str:
        return text(self.page.with_class("try-bar")[0])

    @property
    def note(self) -> str:
        return " ".join(text(one) for one in self.page.with_class("try-bar__before"))

    @property
    def staff_part(self) -> str:
        return text(next(self.page.all("aside")))

    @property
    def news(self) -> str:
        return " ".join(text(one) for one in self.page.with_class("govuk-notification-banner__content"))

    @property
    def offered(self) -> list[str]:
        (options,) = self.page.with_class("try-offered")
        return [text(option) for option in options]

    def row(self, key: str) -> str:
        """What a summary list of the page has under that key."""
        rows = self.page.with_class("govuk-summary-list__row")
        return next(text(row).removeprefix(key).strip() for row in rows if text(row).startswith(key))


def chosen_in(select: Element) -> str:
    options = list(select.iter("option"))
    chosen = next((option for option in options if "selected" in option.attrib), options[0])
    return chosen.attrib["value"]
