"""What our words should come to, and what may miss it, with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.access.words.reading import ENOUGH, Reading


@dataclass(frozen=True)
class Target:
    age: float
    median: float
    longest: int
    """Words of the longest sentence. GOV.UK splits a sentence of more than 25."""


# A person who is cold and worried, and may read English as a second language.
RESIDENTS = Target(age=11, median=14, longest=25)
# Staff are at work, and know the words of it.
STAFF = Target(age=12, median=14, longest=30)
# Whoever sets the service up reads of trees, keys and files.
ADMIN = Target(age=13, median=18, longest=40)

EXCEPTIONS = {
    ("accessibility", "age"): "the law gives the words of an accessibility statement, and names of Acts and bodies",
    ("about the service", "age"): "holds the accessibility statement",
    ("manage:after-visit", "age"): "its questions are those of the Tenant Satisfaction Measures, word by word",
}
"""By the page or the journey, and what it may miss."""


def misses(name: str, reading: Reading, target: Target) -> Iterator[str]:
    """What is not reached. Fewer than 100 words have no reading age."""
    if reading.words >= ENOUGH and reading.age > target.age and (name, "age") not in EXCEPTIONS:
        yield f"{name}: reading age {reading.age}, not {target.age:g}"
    if reading.median > target.median and (name, "median") not in EXCEPTIONS:
        yield f"{name}: a sentence in the middle has {reading.median:g} words, not {target.median:g}"
    if reading.longest_words > target.longest and (name, "longest") not in EXCEPTIONS:
        yield f"{name}: {reading.longest_words} words in {reading.longest!r}"
