"""Every message, in the situations of `tests.log.messages.situations`."""

import pytest

from tests.access.words.sentences import sentences_of_message

BODIES: dict[str, list[str]] = {}
RECORDS = "tests/access/words/record_messages.py"


class DidNotRead(Exception):
    """The messages could not be written."""


def read_messages() -> dict[str, list[str]]:
    BODIES.clear()
    # Django is set up by then, and with it what the tests are run with.
    quietly = [
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
        "-q",
        "--no-header",
        "--no-summary",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
    ]
    if pytest.main([*quietly, "-p", "tests.log.messages.conftest", RECORDS]) != 0 or not BODIES:
        raise DidNotRead(f"run `python -m pytest {RECORDS}` to see why")
    return {
        name: [sentence for body in bodies for sentence in sentences_of_message(body)]
        for name, bodies in BODIES.items()
    }
