"""What people write about the priorities of a file: one of theirs, an equals sign, one of ours."""

from collections.abc import Iterable

from diagnosis.characters import find_unkept, without_unkept
from diagnosis.documents import TreeRefused


def read_meant(lines: Iterable[str]) -> dict[str, str]:
    """Raises TreeRefused where a line is something else."""
    meant: dict[str, str] = {}
    for line in lines:
        theirs, equals, ours = (part.strip() for part in line.rpartition("="))
        if not (theirs and equals and ours) or find_unkept(line):
            shown = without_unkept(line)[:60]
            raise TreeRefused.because(f"“{shown}” must be written as priority 2=R20, with your own code at the end.")
        meant[theirs] = ours
    return meant
