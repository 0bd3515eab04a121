"""A resident at a browser without JavaScript. Every page that comes is linted."""

from typing import Any, Self
from xml.etree.ElementTree import Element

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.page_lint import PageClient
from tests.parsed_page import parsed, text


class Resident:
    def __init__(self) -> None:
        self.client = PageClient()
        self.requests = 0
        self.pages: list[str] = []
        self.typed: dict[str, Any] = {}

    # Going somewhere

    def goes_to(self, url: str, **data: Any) -> None:
        self._arrive(self.client.get(url, data))

    def starts(self) -> None:
        self.goes_to("/")
        self.follows("Start now")

    def follows(self, link: str) -> None:
        found = [a for a in self.page.all("a") if text(a).startswith(link) and a.get("href")]
        assert found, f"no link {link!r} on: {self.says}"
        url = found[0].attrib["href"]
        self.goes_to(self.url.split("?")[0] + url if url.startswith("?") else url)

    def goes_back(self) -> None:
        self.follows("Back")

    def changes(self, what: str) -> None:
        found = [a for a in self.page.all("a") if text(a) == f"Change {what}"]
        assert found, f"nothing to change called {what!r} on: {self.says}"
        self.goes_to(found[0].attrib["href"])

    # Answering

    def chooses(self, *labels: str) -> Self:
        """Marks radios or checkboxes by their labels."""
        for label in labels:
            field = self._field(label)
            name, value = field.attrib["name"], field.attrib.get("value", "on")
            if field.get("type") == "checkbox":
                self.typed.setdefault(name, []).append(value)
            else:
                self.typed[name] = value
        return self

    def picks(self, **values: str) -> Self:
        """Marks radios by the names of their questions, where labels such as "No" are there more than once."""
        self.typed.update(values)
        return self

    def types(self, **answers: str) -> Self:
        """Fills text fields by their names."""
        for name in answers:
            assert any(field.get("name") == name for field in self.page.fields()), f"no field {name}"
        self.typed.update(answers)
        return self

    def attaches(self, *files: SimpleUploadedFile) -> Self:
        self.typed["photos"] = list(files)
        return self

    def presses(self, button: str = "Continue") -> None:
        form = self._form_of(button)
        pressed = next(one for one in form.iter("button") if text(one).startswith(button))
        data = self._filled(form) | self.typed
        if pressed.get("name"):
            data[pressed.attrib["name"]] = pressed.attrib["value"]
        self._arrive(self.client.post(form.get("action") or self.url, data))

    def answers(self, *labels: str) -> None:
        self.chooses(*labels).presses()

    # Looking

    @property
    def heading(self) -> str:
        return text(next(self.page.all("h1")))

    @property
    def says(self) -> str:
        main = next(self.page.all("main"), self.page.root)
        return text(main)

    @property
    def error(self) -> str:
        summary = self.page.with_class("govuk-error-summary__list")
        return text(summary[0]) if summary else ""

    @property
    def options(self) -> list[str]:
        """The labels of radios and checkboxes, in the order they are shown."""
        return [
            text(label) for kind in ("radios", "checkboxes") for label in self.page.with_class(f"govuk-{kind}__label")
        ]

    @property
    def buttons(self) -> list[str]:
        return [text(button) for button in self.page.all("button")]

    @property
    def phone_links(self) -> list[str]:
        main = next(self.page.all("main"))
        return [a.attrib["href"] for a in main.iter("a") if a.get("href", "").startswith("tel:")]

    def value_of(self, name: str) -> str:
        field = next(field for field in self.page.fields() if field.get("name") == name)
        return (field.text or "").removeprefix("\n") if field.tag == "textarea" else field.get("value", "")

    def hidden(self, name: str) -> str:
        """What a form of the page sends unseen."""
        return next(field.get("value", "") for field in self.page.all("input") if field.get("name") == name)

    def chosen(self) -> list[str]:
        return [
            text(label)
            for label in self.page.all("label")
            if (field := self.page.by_id(label.get("for", ""))) is not None and "checked" in field.attrib
        ]

    # Inside

    def _arrive(self, response: Any) -> None:
        self.requests += 1
        while response.status_code in {301, 302, 303}:
            self.requests += 1
            response = self.client.get(response.headers["Location"])
        self.response, self.typed = response, {}
        self.url = response.wsgi_request.get_full_path()
        self.page, _ = parsed(response.content.decode())
        self.pages.append(self.url)

    def _field(self, label: str) -> Element:
        for one in self.page.all("label"):
            if text(one) == label and (field := self.page.by_id(one.get("for", ""))) is not None:
                return field
        raise AssertionError(f"no answer {label!r} on: {self.says}")

    def _form_of(self, button: str) -> Element:
        for form in self.page.all("form"):
            if any(text(one).startswith(button) for one in form.iter("button")):
                return form
        raise AssertionError(f"no button {button!r} on: {self.says}")

    def _filled(self, form: Element) -> dict[str, Any]:
        """What the form would send as it stands."""
        data: dict[str, Any] = {}
        for field in form.iter():
            name = field.get("name")
            if not name or field.tag not in {"input", "textarea"} or field.get("type") in {"file", "submit"}:
                continue
            if field.get("type") in {"radio", "checkbox"}:
                if "checked" in field.attrib:
                    many = field.get("type") == "checkbox"
                    data[name] = [*data.get(name, []), field.attrib["value"]] if many else field.attrib["value"]
            else:
                data[name] = (
                    (field.text or "").removeprefix("\n") if field.tag == "textarea" else field.get("value", "")
                )
        return data
