"""Files that are too much, or not what they seem, are refused with a reason."""

import json
import zipfile
from io import BytesIO
from typing import Any

import pytest

from diagnosis.documents import TreeRefused, read_tree
from diagnosis.imports.limits import MOST_BYTES
from diagnosis.imports.reading import read_import
from tests.diagnosis.builders import sound_nodes
from tests.diagnosis.imports.samples import CODES, OPTIONS, QUESTIONS, as_bytes, read

OURS = {"key": "small", "title": "Small", "language": "en", "start": "where", "nodes": sound_nodes()}
ZIP = BytesIO()
with zipfile.ZipFile(ZIP, "w") as archive:
    archive.writestr("tree.json", "{}")


def refusal(content: bytes, key: str = "") -> str:
    with pytest.raises(TreeRefused) as refused:
        read_import(content, file_name="tree.json", codes=CODES, key=key)
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \n", "The file is empty."),
        (b"{}" + b" " * MOST_BYTES, "The file is larger than 2 MB."),
        (ZIP.getvalue(), "The file is a zip file."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "The file is not text."),
        (b'{"a": "\x00"}', "The file is not text."),
        ('{"a": "b"}'.encode("utf-16"), "The file is in UTF-16. Save it as UTF-8."),
        (b'{\n"a": "caf\xe9"}', "The file is not in UTF-8: see line 2."),
        (b'{\n"a": "\x07"}', "Line 2: there is a character that cannot be kept (U+0007)."),
    ],
)
def test_what_is_not_text_in_utf_8_is_refused(content: bytes, says: str) -> None:
    assert refusal(content).startswith(says)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "The file is not JSON: Expecting property name"),
        ('{"a": "b",}', "The file is not JSON: "),
        ("[" * 100_000, "nested more than 30 levels"),
        ('{"a":' * 31 + '"b"' + "}" * 31, "nested more than 30 levels"),
        ('{"a": "b", "a": "c"}', "The name “a” is there twice in one place."),
        ('{"a": NaN}', "“NaN” is not a number in JSON."),
        ('{"a": -Infinity}', "“-Infinity” is not a number in JSON."),
        (f'{{"a": {"9" * 5000}}}', "There is a number of 5000 digits."),
        (json.dumps({"a": ["b"] * 100_000}), "more than 100,000 values"),
        (json.dumps({"a": {str(n): "b" for n in range(2001)}}), "more than 2,000 pages and outcomes"),
        (json.dumps({"a": "b" * 5001}), "A text has 5,001 characters."),
        (r'{"a": "b\u0000"}', "There is a character that cannot be kept (U+0000) in the text “b�”."),
        (r'{"a": "\ud800"}', "(U+D800)"),
        (r'{"\udfff": "b"}', "(U+DFFF)"),
        ('{"a": 372001}', "The file is of no kind that can be read."),
        ('{"a": {"b": 372001}}', "a, b: there must be a SoR code between quotes"),
        ('{"a": {"b": null}}', "a, b: there must be a SoR code between quotes"),
        ('[{"value": "a", "sorCode": 372001}]', "Option 1: “sorCode” must be text, between quotes."),
        ('[{"value": "a", "options": [{"value": true}]}]', "Option 1, 1: “value” must be text"),
        ('[{"value": "a", "options": {"b": "c"}}]', "the options must be a list"),
        ('[{"value": "a"}, "b"]', "Option 2: this must have names and values."),
        ('[{"value": ""}]', "Option 1: it has neither a value nor words to display."),
        ("[]", "The file is of no kind that can be read."),
        ("{}", "The file is of no kind that can be read."),
        ('[{"a": "b"}]', "The file is of no kind that can be read."),
        ('"a"', "The file is of no kind that can be read."),
    ],
)
def test_json_that_is_no_diagnosis_is_refused(text: str, says: str) -> None:
    assert says in refusal(text.encode())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- [", "neither JSON nor YAML"),
        ("a: b: c", "neither JSON nor YAML"),
        ("%YAML 9" + "9" * 5000, "neither JSON nor YAML"),
        ("a: &big [b]\nc: [*big, *big]", "Line 1 of the file has an anchor or an alias"),
        ("a: b\nc: *d", "Line 2 of the file has an anchor or an alias"),
        ("a: !!python/object/apply:os.system [ls]", "Line 1 of the file has a tag"),
        ("a: !!str b", "Line 1 of the file has a tag"),
        ("- " * 40, "nested more than 30 levels"),
        ("a: " + "[" * 40, "nested more than 30 levels"),
        ("a: [" + "b," * 100_000 + "]", "more than 100,000 values"),
        ("a: b\na: c", "The name “a” is there twice"),
        ("? [a]\n: b", "has a list or a mapping for a name"),
        ("--- a\n--- b", "more than one YAML document"),
        ("just words", "The file is of no kind that can be read."),
        ("# nothing", "The file is of no kind that can be read."),
        ("kitchen: N1", "The file is of no kind that can be read."),
        ("a: {question: b}\nc: d", "“c”: this must have names and values."),
        ("a: {question: [b]}", "“a”: “question” must be text"),
        ("a: {question: b, answers: c}", "“a”: the answers must be a list."),
        ("a: {question: b, answers: [c]}", "“a”, answer 1: this must have names and values."),
    ],
)
def test_yaml_that_is_no_diagnosis_is_refused(text: str, says: str) -> None:
    assert says in refusal(text.encode())


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"title": 7}, "title: this must be text, between quotes."),
        ({"nodes": {}}, "nodes: this must be a list, between square brackets."),
        ({"nodes": [{"kind": "quiz"}]}, "nodes, 1: the kind must be question, advice or outcome."),
        ({"nodes": [{"kind": "outcome", "key": "a", "title": "A"}]}, "a: nodes, 1, outcome, ending: this is missing."),
        ({"colour": "red"}, "colour: nothing of this name has a meaning here."),
        ({"key": "Not a key"}, "The draft cannot have the key “Not a key”"),
        ({"key": "a" * 41}, "The draft cannot have the key"),
        ({"language": "e" * 21}, "The language “eeeeeeeeeeeeeeeeeeeee” is not the code of one"),
        ({"nodes": [{}] * 2001}, "more than 2,000 pages and outcomes"),
        ({"examples": [{}] * 2001}, "more than 2,000 examples"),
        ({"nodes": [{}] * 150}, "There are 50 more places like these."),
    ],
)
def test_a_document_of_ours_without_the_shape_of_one_is_refused(changed: dict[str, Any], says: str) -> None:
    assert says in refusal(as_bytes({**OURS, **changed}))


def test_a_code_longer_than_a_row_can_hold_is_refused() -> None:
    assert "at most 100 characters" in refusal(as_bytes({"kitchen": {"sink": "9" * 101}}))


def test_a_key_that_cannot_be_one_is_refused_whatever_the_kind_of_file() -> None:
    assert "cannot have the key “Town!”" in refusal(as_bytes(OPTIONS), key="Town!")


@pytest.mark.parametrize("text", ["\x00", "\x1f", "\x7f", "\x85", "\ud800", "\uffff"])
@pytest.mark.parametrize("place", ["text", "facts"])
def test_what_cannot_be_kept_reaches_no_draft_by_any_way(text: str, place: str) -> None:
    nodes = sound_nodes()
    nodes[0]["options"][0] |= {"text": {"text": text}, "facts": {"facts": {text: "yes"}}}[place]
    with pytest.raises(TreeRefused, match=r"where: nodes, 1, options, 1.*cannot be kept"):
        read_tree({**OURS, "nodes": nodes})


@pytest.mark.parametrize("text", ["Line\nbreak", "Tab\tstop", "Café – “40 °C” 🚰", "شقة"])
def test_words_of_any_language_are_kept(text: str) -> None:
    nodes = sound_nodes()
    nodes[0]["hint"] = text
    assert read({**OURS, "nodes": nodes}).tree.nodes[0].hint == text  # type: ignore[union-attr]


def test_a_file_that_starts_with_a_byte_order_mark_is_read() -> None:
    assert read("\ufeff" + QUESTIONS).tree == read(QUESTIONS).tree
