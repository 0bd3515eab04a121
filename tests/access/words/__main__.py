"""Reads every page and every message, and says what is hard. The last line is the figures as JSON."""

import json
import os
import sys
from statistics import median

import django

from tests import environment as environment
from tests.access.words.messages import read_messages
from tests.access.words.pages import read_pages
from tests.access.words.reading import ENOUGH, Reading, read
from tests.access.words.targets import EXCEPTIONS, RESIDENTS, Target, misses

HARDEST = 10
Read = dict[str, Reading]


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repairs.settings")
    django.setup()
    journeys, pages, targets = read_pages()
    messages = read_messages()
    targets |= dict.fromkeys(messages, RESIDENTS) | {"all messages": RESIDENTS}
    joined = read_all(journeys | {"all messages": [one for some in messages.values() for one in some]})
    apart = read_all(pages | messages)
    table("Journeys, each sentence once", joined)
    long_enough = {name: reading for name, reading in apart.items() if reading.words >= ENOUGH}
    hardest = sorted(long_enough, key=lambda name: -long_enough[name].age)[:HARDEST]
    table(f"The {HARDEST} pages and messages that are hardest to read", {name: apart[name] for name in hardest})
    found = sorted(
        {miss for name, reading in (joined | apart).items() for miss in misses(name, reading, targets[name])}
    )
    print("\nMay miss it:", *(f"  {name}, {what}: {why}" for (name, what), why in EXCEPTIONS.items()), sep="\n")
    print("\n" + ("\n".join(found) if found else "Nothing is too hard."))
    print(json.dumps(figures(joined, long_enough, len(apart), targets, found)))
    return 1 if found else 0


def read_all(sentences: dict[str, list[str]]) -> Read:
    return {name: reading for name, some in sentences.items() if (reading := read(some))}


def table(title: str, readings: Read) -> None:
    print(f"\n{title}\n{'age':>5} {'median':>7} {'longest':>8} {'sentences':>10} {'words':>7}")
    for name, one in sorted(readings.items()):
        numbers = f"{one.age:5.1f} {one.median:7g} {one.longest_words:8} {one.sentences:10} {one.words:7}"
        print(f"{numbers}  {name}")


def figures(
    joined: Read, long_enough: Read, read_apart: int, targets: dict[str, Target], found: list[str]
) -> dict[str, object]:
    of_residents = [one for name, one in joined.items() if targets[name] is RESIDENTS]
    return {
        "pages_and_messages": read_apart,
        "residents_reading_age_median": median(one.age for one in of_residents),
        "residents_reading_age_highest": max(one.age for one in of_residents),
        "residents_median_sentence_highest": max(one.median for one in of_residents),
        "residents_longest_sentence": max(one.longest_words for one in of_residents),
        "hardest_page_age": max(one.age for one in long_enough.values()),
        "exceptions": len(EXCEPTIONS),
        "misses": len(found),
    }


if __name__ == "__main__":
    sys.exit(main())
