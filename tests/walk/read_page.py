"""The links and forms of a page, read quickly: a walk reads thousands."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Field:
    tag: str
    kind: str
    name: str
    value: str = ""
    marked: bool = False


@dataclass
class Form:
    action: str
    method: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[Field] = field(default_factory=list)

    def as_it_stands(self) -> dict[str, list[str]]:
        """What would be sent if somebody pressed a button at once."""
        data: dict[str, list[str]] = {}
        for one in self.fields:
            if one.kind in ("radio", "checkbox", "option") and not one.marked:
                continue
            if one.kind != "file":
                data.setdefault(one.name, []).append(one.value)
        return data


@dataclass
class Found:
    links: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Found()
        self.form: Form | None = None
        self.elsewhere: dict[str, Form] = {}
        self.select: Field | None = None
        self.text: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        if tag == "a" and own.get("href"):
            self.found.links.append(own["href"])
        elif tag == "form":
            self.form = Form(own.get("action", ""), own.get("method", "get").lower())
            self.found.forms.append(self.form)
            self.elsewhere[own.get("id", "")] = self.form
        elif tag in ("input", "textarea", "select", "button", "option"):
            self.part(tag, own)

    def part(self, tag: str, own: dict[str, str]) -> None:
        form = self.elsewhere.get(own.get("form", ""), self.form)
        if form is None or "disabled" in own:
            return
        one = Field(tag, own.get("type", "text"), own.get("name", ""), own.get("value", ""), "checked" in own)
        if tag == "option":
            if self.select is not None:
                form.fields.append(Field("option", "option", self.select.name, one.value, "selected" in own))
        elif tag == "select":
            self.select = one
        elif tag == "button" or one.kind in ("submit", "image"):
            if one.kind not in ("button", "reset") or tag == "input":
                form.buttons.append(one)
        elif one.name:
            one.value = one.value if tag == "textarea" or "value" in own else ("on" if one.kind == "checkbox" else "")
            form.fields.append(one)
            self.text = one if tag == "textarea" else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.text = None

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.value += data.removeprefix("\n") if not self.text.value else data


def read_page(html: str) -> Found:
    reader = Reader()
    reader.feed(html)
    return reader.found
