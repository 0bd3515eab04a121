"""Which kind of file it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from diagnosis.documents import TreeRefused
from diagnosis.imports import hro_codes, hro_options, our_document, questions_file
from diagnosis.imports.json_text import parse_json
from diagnosis.imports.limits import check_values
from diagnosis.imports.sketch import Sketch
from diagnosis.imports.yaml_text import parse_yaml


@dataclass(frozen=True)
class Format:
    name: str
    looks_like: Callable[[Any], bool]
    read: Callable[[Any, Sketch], str] | None = None
    """The key of the first page of what it sketches. Our own needs no sketch."""


OURS = Format("our own diagnosis", our_document.looks_like)
QUESTIONS = Format("Hackney's questions.yml", questions_file.looks_like, questions_file.read)
HRO_OPTIONS = Format("Housing Repairs Online, the list of options", hro_options.looks_like, hro_options.read)
HRO_CODES = Format("Housing Repairs Online, the SoR codes by place", hro_codes.looks_like, hro_codes.read)

FORMATS: tuple[Format, ...] = (OURS, QUESTIONS, HRO_OPTIONS, HRO_CODES)
"""The first that fits is meant."""

YAML_FORMATS: tuple[Format, ...] = (QUESTIONS,)

UNKNOWN = "The file is of no kind that can be read. These can: " + "; ".join(one.name for one in FORMATS) + "."


def parse(text: str) -> tuple[Format, Any]:
    """The kind of file, and what it holds. Raises TreeRefused."""
    if text.lstrip()[:1] in {"{", "["}:
        value, kinds = parse_json(text), FORMATS
    else:
        value, kinds = parse_yaml(text), YAML_FORMATS
    check_values(value)
    found = next((kind for kind in kinds if kind.looks_like(value)), None)
    if found is None:
        raise TreeRefused.because(UNKNOWN)
    return found, value
