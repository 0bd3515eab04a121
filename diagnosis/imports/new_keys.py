"""Keys that are each given once, however many ask for the same."""

from collections.abc import Iterable

from diagnosis.keys import SHORT, cut, make_key


class NewKeys:
    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)
        self.last: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.taken)

    def give(self, words: str, otherwise: str, longest: int = SHORT) -> str:
        plain = make_key(words, (), otherwise=otherwise, longest=longest)
        key = plain if plain not in self.taken else self.number(plain, longest)
        self.taken.add(key)
        return key

    def number(self, plain: str, longest: int) -> str:
        """Goes on where it left off: a file may name thousands the same."""
        n = self.last.get(plain, 1) + 1
        while (key := numbered(plain, n, longest)) in self.taken:
            n += 1
        self.last[plain] = n
        return key


def numbered(plain: str, n: int, longest: int) -> str:
    return f"{cut(plain, longest - len(str(n)) - 1)}-{n}"
