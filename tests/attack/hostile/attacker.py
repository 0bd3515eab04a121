"""Somebody who sends every hostile string through every form of a page, and leaves the page as it was."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode, urljoin

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from repairs.govuk.typed import CONTROL_CHARACTERS
from repairs.govuk.widgets import LINE_ENDS
from tests.attack.hostile.forms import Field, Form, values_of
from tests.attack.hostile.strings import ALONE, MARK, MARKUP, PAGES_ONLY, STRINGS, TAMPERED, WHOLE
from tests.attack.hostile.verdict import Walk, name_of, page_of, timed
from tests.journeys.resident import Resident

FAR_TOO_LONG = "x" * 1_000_000
MANY_FIELDS = {f"field{number}": "x" for number in range(10_000)}
FORM = "application/x-www-form-urlencoded"
FILE_NAMES = ("photo.jpg.exe", "..\\..\\passwd", "\u202egpj.exe", "\U0001f4a9.jpg", "x" * 300 + ".jpg", *MARKUP[:4])
REDIRECTS = {301, 302, 303}
NOT_SHOWN_AGAIN = {"password"}


class Attacker:
    def __init__(self, walk: Walk, client: Client, *, alone: bool = True, shapes: bool = False) -> None:
        """`alone` tries each field by itself as well. `shapes` are those that take long, also in the short walk."""
        self.walk, self.client, self.alone, self.shapes = walk, stand_in(client), alone, shapes

    def attacks(self, address: str) -> None:
        """Every form of the page that the walk has not met before."""
        with self.undone():
            response = self.client.get(address, follow=True)
        self.walk.look(response, f"GET {address}", 0)
        self.attacks_answer(response)

    def attacks_answer(self, response: Any) -> None:
        reader, at = page_of(response), response.wsgi_request.get_full_path()
        if reader and response.status_code == 200:
            self.walk.seen.add(name_of(at))
        for form in reader.forms if reader else ():
            if self.walk.is_new(at, form) and not PAGES_ONLY:
                self.attack(at, form)

    def goes_along(self, person: Resident) -> None:
        """Attacks each page that somebody comes to, and leaves them to go on as if nothing had been."""
        arrive = person._arrive

        def arrives(response: Any) -> None:
            arrive(response)
            self.client = stand_in(person.client)
            self.attacks_answer(person.response)

        person._arrive = arrives  # type: ignore[method-assign]

    def attack(self, at: str, form: Form) -> None:
        self.walk.forms += 1
        self.walk.fields += len(form.fields)
        for sent, what in [*all_at_once(form), *(one_by_one(form) if self.alone else ())]:
            self.send(at, form, sent, what)
        shapes = misshapen(form) if WHOLE or self.shapes else ()
        singly = [*tampered(form), *missing(form)] if WHOLE and self.alone else ()
        for sent, what in [*tampered_at_once(form), *other_buttons(form), *singly, *shapes]:
            self.send(at, form, sent, what, keeps=False)

    def send(self, at: str, form: Form, sent: dict[str, Any], what: str, *, keeps: bool = True) -> None:
        address = urljoin(at, form.action) if form.action else at
        asked = f"{form.method.upper()} {address} with {what}"
        with self.undone():
            with timed() as took:
                response = self.ask(address, form, sent)
            reader = self.walk.look(response, asked, took.seconds)
            if keeps and reader and form.method == "post" and response.status_code == 200:
                for name in lost(form, sent, reader):
                    self.walk.lost += 1
                    self.walk.failures.append(f"lost what was typed in {name} by {asked}")
            if response.status_code in REDIRECTS and MARK in what and not transaction.get_connection().needs_rollback:
                self.walk.look(self.client.get(response["Location"], follow=True), f"what follows {asked}", 0)

    def ask(self, address: str, form: Form, sent: dict[str, Any]) -> Any:
        if any(isinstance(value, SimpleUploadedFile) for value in sent.values()):
            return self.client.post(address, sent)
        words = urlencode(on_the_wire(sent), doseq=True)
        if form.method == "get":
            return self.client.get(f"{address.partition('?')[0]}?{words}")
        return self.client.post(address, words, content_type=FORM)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Nothing stays of what happens within."""
        cookies = copy.deepcopy(self.client.cookies)
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        self.client.cookies = cookies
        cache.clear()


def stand_in(client: Client) -> Client:
    """Somebody else with the same cookies, who does not mind how a page is made."""
    other = Client(raise_request_exception=False)
    other.cookies = copy.deepcopy(client.cookies)
    return other


def all_at_once(form: Form) -> Iterator[tuple[dict[str, Any], str]]:
    """Each field with another of them, so that every one meets every field."""
    typed = form.typed
    for start in range(len(STRINGS) if typed else 0):
        chosen = {one.name: STRINGS[(start + 7 * place) % len(STRINGS)] for place, one in enumerate(typed)}
        yield form.filled() | chosen, f"{chosen!r}"[:300]


def one_by_one(form: Form) -> Iterator[tuple[dict[str, Any], str]]:
    """Where all else is well, what was typed is taken."""
    for one in form.typed if len(form.typed) > 1 else ():
        for string in ALONE:
            yield form.filled() | {one.name: string}, f"{one.name}={string!r}"[:300]


def tampered(form: Form) -> Iterator[tuple[dict[str, Any], str]]:
    for one in form.not_typed:
        for string in TAMPERED:
            yield form.filled() | {one.name: string}, f"{one.name}={string!r}"[:300]


def tampered_at_once(form: Form) -> Iterator[tuple[dict[str, Any], str]]:
    for start in range(len(TAMPERED) if form.not_typed else 0):
        wrong = {one.name: TAMPERED[(start + place) % len(TAMPERED)] for place, one in enumerate(form.not_typed)}
        yield form.filled() | wrong, f"{wrong!r}"[:300]
    yield {}, "nothing"


def other_buttons(form: Form) -> Iterator[tuple[dict[str, Any], str]]:
    """Each other way to send it, with words and with markup."""
    first, *others = [button for button in form.buttons if button[0]] or [("", "")]
    filled = {name: value for name, value in form.filled().items() if name != first[0]}
    for name, value in others:
        for typed in ({}, {one.name: MARKUP[0] for one in form.typed}):
            yield filled | typed | {name: [value]}, f"{name}={value} {typed!r}"[:300]


def missing(form: Form) -> Iterator[tuple[dict[str, Any], str]]:
    filled = form.filled()
    for name, one in form.fields.items():
        yield {other: value for other, value in filled.items() if other != name}, f"no {name}"
        yield filled | {name: [MARKUP[0], *one.sensible, MARKUP[1]]}, f"three of {name}"


def misshapen(form: Form) -> Iterator[tuple[dict[str, Any], str]]:
    """Fields that are far too long, or too many, and files where words belong."""
    filled = form.filled()
    yield filled | MANY_FIELDS, "10,000 fields"
    for name, one in form.fields.items():
        if one.kind == "file":
            yield filled | {name: "words"}, f"words for the file {name}"
            for file in odd_files():
                yield filled | {name: file}, f"{name}={file.name!r}"[:300]
        else:
            yield filled | {name: SimpleUploadedFile("a.txt", b"words")}, f"a file for {name}"
    for one in form.typed[:1]:
        yield filled | {one.name: FAR_TOO_LONG}, f"1 MB of {one.name}"


def odd_files() -> Iterator[SimpleUploadedFile]:
    for name in FILE_NAMES:
        yield SimpleUploadedFile(name.replace("/", "\u2215"), b"GIF89a<zqx>" + b"x" * 300, content_type="image/jpeg")


def lost(form: Form, sent: dict[str, Any], reader: Any) -> Iterator[str]:
    """The fields that come again, and without what was typed in them."""
    for one in form.typed:
        typed = sent.get(one.name)
        if one.kind in NOT_SHOWN_AGAIN or not isinstance(typed, str):
            continue
        again = [as_kept(one, value) for value in values_of(reader, one.name)]
        if again and as_kept(one, typed) not in again:
            yield one.name


def on_the_wire(sent: dict[str, Any]) -> dict[str, Any]:
    """Half surrogates too, as the bytes that they would be."""
    return {name: in_bytes(value) for name, value in sent.items()}


def in_bytes(value: Any) -> Any:
    if isinstance(value, list):
        return [in_bytes(one) for one in value]
    return value.encode(errors="surrogatepass") if isinstance(value, str) else value


def as_kept(one: Field, typed: str) -> str:
    """Without what cannot be typed there and the spaces around it, and with one kind of line end."""
    arrived = CONTROL_CHARACTERS.sub("", typed.encode(errors="surrogatepass").decode(errors="replace"))
    lines = arrived.replace("\r\n", "\n").replace("\r", "\n")
    return lines if one.kind == "textarea" else LINE_ENDS.sub(" ", lines).strip()
