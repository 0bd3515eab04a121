"""The Dockerfile and .dockerignore, read as Docker reads them. Only the forms that we use."""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from repairs.settings import BASE_DIR

HERE = Path(BASE_DIR)


@dataclass(frozen=True)
class Instruction:
    word: str
    rest: str

    @property
    def command(self) -> list[str]:
        """Of CMD and HEALTHCHECK, in the form that needs no shell."""
        words: list[str] = json.loads(self.rest[self.rest.index("[") :])
        return words

    @property
    def words(self) -> list[str]:
        return shlex.split(self.rest)


def stages() -> list[list[Instruction]]:
    """Each begins with its FROM."""
    found: list[list[Instruction]] = []
    for one in instructions((HERE / "Dockerfile").read_text(encoding="utf-8")):
        found = [*found, []] if one.word == "FROM" else found
        found[-1].append(one)
    return found


def instructions(text: str) -> Iterator[Instruction]:
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for line in lines.replace("\\\n", " ").splitlines():
        if line.strip():
            word, _, rest = line.strip().partition(" ")
            yield Instruction(word, rest.strip())


def goes_into_the_image(name: str) -> bool:
    """Whether Docker is sent this file. As .dockerignore says, the last line that fits a file or its folder decides."""
    wanted = True
    for line in (HERE / ".dockerignore").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#") and fits(name, line.removeprefix("!").rstrip("/")):
            wanted = line.startswith("!")
    return wanted


def fits(name: str, pattern: str) -> bool:
    path = PurePosixPath(name)
    places = [str(path), *(str(parent) for parent in path.parents if parent.name)]
    if pattern.startswith("**/"):
        return any(fnmatch(PurePosixPath(place).name, pattern[3:]) for place in places)
    # A star does not reach into a folder.
    shape = re.compile(re.escape(pattern).replace(r"\*", "[^/]*"))
    return any(shape.fullmatch(place) for place in places)
