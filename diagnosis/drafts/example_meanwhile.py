"""What others have changed of an example since someone opened it, in words."""

import re
from collections.abc import Iterator

from diagnosis.drafts.meanwhile import Meanwhile, changes_since, gather
from diagnosis.models import TreeChange


def changed_example(tree_key: str, seen: int, name: str) -> Meanwhile | None:
    """None where nothing is written down since."""
    changes = changes_since(tree_key, seen)
    return gather(changes, list(lines_about(name, changes)))


def lines_about(name: str, changes: list[TreeChange]) -> Iterator[tuple[TreeChange, str]]:
    """From the newest back, so that an example is followed to the names that it had before."""
    names = {name}
    for change in changes:
        for line in reversed(change.text.split("\n")):
            renamed = re.fullmatch("The example “(.*)” was reworded to “(.*)”\\.", line)
            if renamed and renamed[2] in names:
                names.add(renamed[1])
            if any(line.startswith(f"The example “{known}”") for known in names):
                yield change, line
