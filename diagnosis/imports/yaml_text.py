"""YAML as plain text, lists and mappings. Whatever it looks like, “no” stays a word and 0123 stays a code."""

from collections.abc import Iterator
from typing import Any

import yaml

from diagnosis.documents import TreeRefused
from diagnosis.imports.json_text import without_repeats
from diagnosis.imports.limits import MOST_DEEP, MOST_VALUES, TOO_DEEP, TOO_MANY_VALUES

# The one in C is quicker, and not everywhere.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


def parse_yaml(text: str) -> Any:
    """Raises TreeRefused. Aliases and tags are refused: a short file can grow without end by them."""
    try:
        return only_document(sparing(yaml.parse(text, Loader=LOADER)))
    except yaml.MarkedYAMLError as error:
        line = f", in line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise TreeRefused.because(f"The file is neither JSON nor YAML: {error.problem}{line}.") from error
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        raise TreeRefused.because("The file is neither JSON nor YAML.") from error


def sparing(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    for number, event in enumerate(events):
        if number > MOST_VALUES:
            raise TreeRefused.because(TOO_MANY_VALUES)
        refuse_tricks(event)
        yield event


def refuse_tricks(event: yaml.Event) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
        raise TreeRefused.because(f"{line_of(event)} has an anchor or an alias (& or *). Write the values out.")
    if getattr(event, "tag", None) is not None:
        raise TreeRefused.because(f"{line_of(event)} has a tag (!). Take it out.")


def line_of(event: yaml.Event) -> str:
    return f"Line {event.start_mark.line + 1} of the file" if event.start_mark else "The file"


def only_document(events: Iterator[yaml.Event]) -> Any:
    value: Any = ""
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise TreeRefused.because("The file holds more than one YAML document.")
            value = read_value(next(events), events, 1)
    return value


def read_value(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Any:
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if depth > MOST_DEEP:
        raise TreeRefused.because(TOO_DEEP)
    if isinstance(event, yaml.SequenceStartEvent):
        return [read_value(one, events, depth + 1) for one in until_end(events)]
    return without_repeats([read_pair(name, events, depth + 1) for name in until_end(events)])


def until_end(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    for event in events:
        if isinstance(event, ENDS):
            return
        yield event


def read_pair(name: yaml.Event, events: Iterator[yaml.Event], depth: int) -> tuple[str, Any]:
    if not isinstance(name, yaml.ScalarEvent):
        raise TreeRefused.because(f"{line_of(name)} has a list or a mapping for a name.")
    return name.value, read_value(next(events), events, depth)
