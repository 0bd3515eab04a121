"""The forms of a page, as a browser sees them, and how a sensible person fills them in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
TYPED = {"text", "email", "tel", "search", "password", "number", "date", "time", "url", "datetime-local", "textarea"}

SENSIBLE = {
    "name": "Ada Byron",
    "in_name": "Bo Lund",
    "phone": "07700 900123",
    "in_phone": "07700 900456",
    "email": "ada@example.com",
    "postcode": "NM1 2AB",
    "line_1": "1 New Road",
    "town": "Northmere",
    "contact": "07700 900123",
    "username": "boss",
}
TOKEN = "csrfmiddlewaretoken"
BY_KIND = {"email": "ada@example.com", "number": "1", "date": "2026-03-10", "time": "08:00", "tel": "07700 900123"}


@dataclass
class Field:
    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)

    @property
    def is_typed(self) -> bool:
        return self.kind in TYPED

    @property
    def sensible(self) -> list[str]:
        """What is sent for it. Nothing for a box that is not ticked, or for no file."""
        if self.kind in {"radio", "select"}:
            return (self.checked or [option for option in self.options if option] or [""])[:1]
        if self.kind == "checkbox":
            return self.checked
        if self.is_typed and not self.value:
            return [SENSIBLE.get(self.name.rpartition("-")[2]) or BY_KIND.get(self.kind, "Words")]
        return [self.value]


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        return self.method, tuple(sorted(self.fields)) + tuple(name for name, _ in self.buttons)

    def filled(self) -> dict[str, list[str]]:
        """With the first button, where it says something."""
        sent = {one.name: one.sensible for one in self.fields.values() if one.kind != "file"}
        named = [(name, value) for name, value in self.buttons if name]
        return sent | {name: [value] for name, value in named[:1]}

    @property
    def typed(self) -> list[Field]:
        return [one for one in self.fields.values() if one.is_typed]

    @property
    def not_typed(self) -> list[Field]:
        return [one for one in self.fields.values() if not one.is_typed and one.kind != "file"]


class Reader(HTMLParser):
    """Finds the forms of a page, and everything that is markup in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self._form: Form | None = None
        self._inside = ""
        self._area: Field | None = None
        self._select: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        self._inside = tag
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None:
            self._take(tag, given)

    def _take(self, tag: str, given: dict[str, str]) -> None:
        form, name, value = self._form, given.get("name", ""), given.get("value", "")
        assert form is not None
        if tag == "option" and self._select is not None:
            self._select.options.append(value)
            if "selected" in given:
                self._select.checked.append(value)
        elif tag == "button" and given.get("type", "submit") == "submit":
            form.buttons.append((name, value))
        elif not name or "disabled" in given or "__prefix__" in name or "hidden" in given:
            # What a script makes copies of, or what is there for the browser's own memory of passwords.
            return
        elif name == TOKEN:
            # Forms that are sent without it, or with another's, are attacked elsewhere. Here it is not asked for.
            return
        elif tag == "textarea":
            self._area = form.fields.setdefault(name, Field(name, "textarea"))
        elif tag == "select":
            self._select = form.fields.setdefault(name, Field(name, "select"))
        elif tag == "input":
            self._take_input(form, name, value, given)

    def _take_input(self, form: Form, name: str, value: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text").lower()
        if kind in {"submit", "image"}:
            form.buttons.append((name, value))
            return
        one = form.fields.setdefault(name, Field(name, kind, "" if kind in {"radio", "checkbox"} else value))
        if kind in {"radio", "checkbox"}:
            one.options.append(value or "on")
            if "checked" in given:
                one.checked.append(value or "on")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            if self._area is not None:
                self._area.value = self._area.value.removeprefix("\n")
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data
        elif self._inside == "script":
            self.scripts.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def values_of(reader: Reader, name: str) -> Iterator[str]:
    """What a field of that name holds, in each form that has one."""
    for form in reader.forms:
        if name in form.fields:
            yield form.fields[name].value
