"""Hackney's older questions.yml: questions by their ids, whose answers lead to another, to a page, or to work."""

from collections.abc import Mapping
from typing import Any

from diagnosis.documents import TreeRefused
from diagnosis.imports.exits import call_back
from diagnosis.imports.fields import Fields
from diagnosis.imports.named_pages import lead_to_page
from diagnosis.imports.options import Options
from diagnosis.imports.sketch import Sketch, listed
from diagnosis.imports.words import SOMETHING_ELSE, in_the_middle, says, words_of
from diagnosis.imports.work import Work, add_work
from diagnosis.problems.wording import LONGEST

PAGE = ("question", "answers")
ANSWER = ("text", "next", "page", "desc", "sor_code", "problem")
START_NAMES = ("start", "emergency", "location")
SHORT_ANSWERS = SOMETHING_ELSE | {"yes", "no", "other", "somewhere else"}
"""They name nothing by themselves."""

TITLES = "The titles of outcomes were made from the answers. Read each of them."


def looks_like(value: Any) -> bool:
    pages = value.values() if isinstance(value, dict) else ()
    return any(isinstance(page, dict) and {*PAGE} & page.keys() for page in pages)


def read(value: Any, sketch: Sketch) -> str:
    """The key of the first page."""
    sketch.note(TITLES)
    keys = {name: sketch.keep_place(name) for name in value}
    pages = {name: Fields(page, f"“{name}”") for name, page in value.items()}
    for name, page in pages.items():
        add_page(sketch, name, page, keys)
    return keys[find_start(sketch, pages, keys)]


def add_page(sketch: Sketch, name: str, page: Fields, keys: Mapping[str, str]) -> None:
    key = keys[name]
    options = Options(sketch, key)
    note_others(sketch, page, PAGE)
    for answer in answers_of(page):
        text = sketch.words(answer.text("text"), key)
        options.add(text, text, add_answer(sketch, name, text, answer, keys), repeats=True)
        note_others(sketch, answer, ANSWER)
    text = sketch.words(page.text("question"), key)
    sketch.nodes[key] = {"kind": "question", "key": key, "text": text, "order": "given", "options": options.finish()}


def answers_of(page: Fields) -> list[Fields]:
    answers = page.part.get("answers") or []
    if not isinstance(answers, list):
        raise TreeRefused.because(f"{page.place}: the answers must be a list.")
    return [Fields(answer, f"{page.place}, answer {number}") for number, answer in enumerate(answers, start=1)]


def note_others(sketch: Sketch, fields: Fields, known: tuple[str, ...]) -> None:
    for name in fields.others(known):
        sketch.note(f"“{name}” of the file was not read.")


def add_answer(sketch: Sketch, page: str, text: str, answer: Fields, keys: Mapping[str, str]) -> str:
    """The key of what it leads to: the first of these that it has."""
    here, code = keys[page], answer.text("sor_code")
    if next := answer.text("next"):
        if code:
            sketch.note(f"“{text}” has the SoR code “{code}” and leads to another question. It is not used.", here)
        if next not in keys:
            sketch.note(f"“{text}” leads to “{next}”, which is not in the file.", here)
        return keys.get(next, "")
    work = Work(title(page, text, answer.text("problem")), code)
    if named := answer.text("page"):
        return lead_to_page(sketch, here, named, work)
    if code:
        return add_work(sketch, f"{here} {text}", work)
    if not answer.text("desc"):
        sketch.note(f"“{text}” leads nowhere in the file. It leads to a call back now.", here)
    return call_back(sketch)


def title(page: str, text: str, problem: str) -> str:
    if problem:
        return problem
    with_page = f"{words_of(page)}: {in_the_middle(text)}"
    return with_page if says(text, SHORT_ANSWERS) and len(with_page) <= LONGEST["heading"] else text


def find_start(sketch: Sketch, pages: Mapping[str, Fields], keys: Mapping[str, str]) -> str:
    """Where no answer leads. Of several, one that is called so, or the first."""
    led_to = {answer.text("next") for page in pages.values() for answer in answers_of(page)}
    free = [name for name in pages if name not in led_to] or list(pages)
    start = next((name for name in START_NAMES if name in free), free[0])
    if len(free) > 1:
        others = listed(name for name in free if name != start)
        says = f"The file does not say where it begins. It begins here now. No answer leads to {others}."
        sketch.note(says, keys[start])
    return start
