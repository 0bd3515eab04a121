"""The figures of all runs beside each other."""

from typing import Any

WIDTH = 13
PARTS = ("counted", "faults", "faults of the HMS", "faults of Notify", "broken")


def print_table(found: dict[str, dict[str, Any]]) -> None:
    longest = max(
        (len(name) for figures in found.values() for part in PARTS for name in figures.get(part, {})), default=0
    )
    print(f"\n{'':{longest}} " + "".join(f"{name.removeprefix('without '):>{WIDTH}}" for name in found))
    for part in PARTS:
        rows = list(dict.fromkeys(name for figures in found.values() for name in figures.get(part, {})))
        if not rows:
            continue
        print(f"{part.upper() if part != 'broken' else 'WHAT MUST BE 0, BUT FOR THE CONTROL'}")
        for name in rows:
            cells = [figures.get(part, {}).get(name, "") for figures in found.values()]
            print(f"{name:{longest}} " + "".join(f"{cell!s:>{WIDTH}}" for cell in cells))
    print()
