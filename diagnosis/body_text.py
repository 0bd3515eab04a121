"""The body of a page as text that staff can write, and back: paragraphs, bullets, steps and warnings.

A blank line ends a paragraph. A line that begins with `* ` is a bullet, with `1. ` a step, with `! ` a warning.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from diagnosis.tree import Block

MARK = re.compile(r"(?:([*\-•])|(\d{1,3}[.)])|(!))(?:[ \t]+|$)")
KINDS = ("bullets", "steps", "warning")
LISTS = ("bullets", "steps")

Line = tuple[str, str]
"""What a line belongs to, and its words. Both are empty for a blank line."""


def write_body(body: Iterable[Block]) -> str:
    return "\n\n".join("\n".join(lines_of(block)) for block in body)


def lines_of(block: Block) -> Iterator[str]:
    if block.bullets is not None:
        yield from (f"* {text}" for text in block.bullets)
    elif block.steps is not None:
        yield from (f"{number}. {text}" for number, text in enumerate(block.steps, start=1))
    else:
        yield f"! {block.warning}" if block.warning is not None else block.text or ""


def read_body(text: str) -> tuple[Block, ...]:
    """Lines that follow each other are one paragraph. Bullets or steps with only blank lines between are one list."""
    blocks: list[dict[str, Any]] = []
    before = ""
    for kind, words in map(read_line, text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if words:
            add_line(blocks, kind, words, goes_on=before in ("text", "warning"))
        before = kind
    return tuple(Block.model_validate(block) for block in blocks)


def read_line(line: str) -> Line:
    line = line.strip()
    mark = MARK.match(line)
    if mark is None:
        return ("text" if line else ""), line
    kind = next(kind for kind, found in zip(KINDS, mark.groups(), strict=True) if found)
    return kind, line[mark.end() :]


def add_line(blocks: list[dict[str, Any]], kind: str, words: str, *, goes_on: bool) -> None:
    last = blocks[-1] if blocks else {}
    if kind in LISTS:
        if kind not in last:
            blocks.append({kind: []})
        blocks[-1][kind].append(words)
    elif kind == "text" and goes_on:
        name = next(iter(last))
        last[name] = f"{last[name]} {words}"
    else:
        blocks.append({kind: words})


def why_not_kept(text: str) -> str:
    """Why a text of a block would come out otherwise once somebody changes the body. Empty where it would not."""
    if "\n" in text or "\r" in text:
        return "has a line break in it"
    if text != text.strip():
        return "begins or ends with a space"
    if MARK.match(text):
        return "begins with a mark that makes a list or a warning"
    return ""
