"""What changed in the words of a page."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from diagnosis.differences.words import quote
from diagnosis.tree import Block

LINES = {"bullets": "bullet ", "steps": "step ", "warning": "warning "}


def body_changes(old: Iterable[Block], new: Iterable[Block]) -> Iterator[str]:
    was, now = lines_of(old), lines_of(new)
    if old == new:
        return
    if sorted(was) == sorted(now):
        yield "the body says the same in another order or other blocks"
        return
    for _, start, end, new_start, new_end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        gone, come = " and ".join(was[start:end]), " and ".join(now[new_start:new_end])
        if gone and come and gone != come:
            yield f"the body now says {come} instead of {gone}"
        elif gone != come:
            yield f"the body now also says {come}" if come else f"the body no longer says {gone}"


def lines_of(body: Iterable[Block]) -> list[str]:
    kinds = ((block, LINES.get(next(iter(block.model_fields_set)), "")) for block in body)
    return [f"{kind}{quote(text)}" for block, kind in kinds for text in block.texts]
