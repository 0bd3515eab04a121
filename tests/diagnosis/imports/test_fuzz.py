"""Whatever is in a file, it becomes a tree that can be kept, or it is refused. Nothing else happens."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from diagnosis.document_writer import document_of_tree, write_document
from diagnosis.documents import TreeRefused
from diagnosis.imports.reading import read_import
from tests.diagnosis.imports.samples import CODES, OPTIONS, PLACES, QUESTIONS
from tests.tries import tries

OPTION = ["value", "display", "options", "sorCode", "priority", "Emergency", "UnableToBook"]
ANSWER = ["text", "next", "page", "desc", "sor_code", "problem"]
OURS = ["nodes", "key", "title", "language", "start", "kind", "body", "question", "answers"]
NAMES = st.sampled_from([*OPTION, *ANSWER, *OURS])
WORDS = st.text(st.characters(codec="utf-8"), max_size=12) | NAMES | st.sampled_from(["<b>a</b>", "&amp;", "a" * 300])
VALUES = st.recursive(
    WORDS | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)
CHOICES: st.SearchStrategy[Any] = st.deferred(
    lambda: st.lists(
        st.fixed_dictionaries(
            {}, optional={"value": WORDS, "display": WORDS, "options": CHOICES, "sorCode": WORDS, "priority": WORDS}
        ),
        max_size=3,
    )
)
PLACES_AND_CODES = st.recursive(WORDS, lambda inner: st.dictionaries(WORDS, inner, max_size=4), max_leaves=20)
ANSWERS = st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(ANSWER, WORDS)), max_size=3)
QUESTIONS_BY_ID = st.dictionaries(WORDS, st.fixed_dictionaries({"question": WORDS, "answers": ANSWERS}), max_size=4)
PRINTED = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Z"], exclude_characters="<>&[]"), max_size=12
)
GOOD_OPTIONS = st.fixed_dictionaries(
    {"value": PRINTED, "display": PRINTED.map(lambda words: f"Roof {words}")},
    optional={"sorCode": PRINTED, "priority": PRINTED},
)
SAMPLES = (json.dumps(PLACES), json.dumps(OPTIONS), QUESTIONS)

often = settings(max_examples=tries(150), deadline=None, database=None)


def read_or_refuse(content: bytes) -> None:
    """What is said and kept can be written in UTF-8."""
    try:
        found = read_import(content, file_name="town.json", codes=CODES)
    except TreeRefused as refused:
        said = [str(refused)]
    else:
        said = [write_document(document_of_tree(found.tree)), *(problem.text for problem in found.attention)]
    assert all(text.strip().encode() for text in said)


@often
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes(content: bytes) -> None:
    read_or_refuse(content)


@often
@given(VALUES | CHOICES | PLACES_AND_CODES | QUESTIONS_BY_ID)
def test_any_json(value: Any) -> None:
    read_or_refuse(json.dumps(value).encode("utf-8", "surrogatepass"))


@often
@given(st.sampled_from(SAMPLES), st.data())
def test_a_good_file_that_was_damaged_somewhere(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 5))
    read_or_refuse((text[:place] + data.draw(st.text(max_size=5)) + text[place + length :]).encode("utf-8", "replace"))


@often
@given(st.lists(GOOD_OPTIONS, min_size=1, max_size=6))
def test_a_list_of_options_with_words_is_always_read(options: list[dict[str, str]]) -> None:
    found = read_import(json.dumps(options).encode(), file_name="town.json", codes=CODES)
    shown = [option.text for option in found.tree.by_key[found.tree.start].options]
    assert shown[: len(options)] == [" ".join(option["display"].split()) for option in options]
