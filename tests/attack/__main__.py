"""Every attack on the pages of residents, and what it came to. The last line is the figures as JSON."""

import json
import sys

import pytest

from tests.attack.figures import FOUND


def main() -> int:
    ended = pytest.main(["tests/attack", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *sys.argv[1:]])
    for attack, figures in FOUND.items():
        print(f"\n{attack}")
        for name, figure in figures.items():
            print(f"  {name.replace('_', ' ')}: {say(figure)}")
    successes = sum(int(figures["successes"]) for figures in FOUND.values())
    print(f"\n{len(FOUND)} attacks, {successes} successes." if ended == 0 else "\nAn attack has not been stopped.")
    print(json.dumps({"passed": ended == 0, "successes": successes, "attacks": FOUND}))
    return int(ended)


def say(figure: float | int | str) -> str:
    if isinstance(figure, str):
        return figure
    return f"{figure:,}" if isinstance(figure, int) else f"{figure:,.4g}"


if __name__ == "__main__":
    sys.exit(main())
