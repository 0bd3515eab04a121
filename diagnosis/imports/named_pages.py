"""Pages that a file only names. Their words are elsewhere."""

from diagnosis.imports.exits import call_back, emergency
from diagnosis.imports.sketch import Sketch
from diagnosis.imports.words import words_of
from diagnosis.imports.work import Work, add_work

DANGER = frozenset({"emergency", "emergencies", "gas"})
GOES_ON = frozenset({"address", "describe", "description", "booking"})
CONTACT = frozenset({"contact", "call", "callback", "phone", "ring"})


def lead_to_page(sketch: Sketch, above: str, name: str, work: Work) -> str:
    """The key of what stands for that page, judged by its name."""
    parts = set(words_of(name).lower().split())
    if parts & DANGER:
        return emergency(sketch)
    if parts & GOES_ON and work.code:
        return add_work(sketch, f"{above} {work.title}", work)
    if parts & (GOES_ON | CONTACT):
        return call_back(sketch)
    return advice_before(sketch, name, work) if work.code else advice_only(sketch, name)


def advice_before(sketch: Sketch, name: str, work: Work) -> str:
    key = sketch.keep_place(name)
    then = add_work(sketch, f"{name} {work.title}", work)
    button = {"key": "continue", "text": "Continue", "next": then}
    sketch.nodes[key] = {"kind": "advice", "key": key, "title": words_of(name), "options": [button]}
    note_words(sketch, name, key)
    return key


def advice_only(sketch: Sketch, name: str) -> str:
    """Without words it cannot be published."""
    key = sketch.share(f"{name} page", {"title": words_of(name), "ending": "advice"})
    note_words(sketch, name, key)
    return key


def note_words(sketch: Sketch, name: str, key: str) -> None:
    sketch.note(f"The file names the page “{name}”, and its words are not in the file. Write them here.", key)
