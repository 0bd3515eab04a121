"""Whole journeys in a real browser, by every means. The last line is the figures as JSON.

python -m tests.access.journeys [-k "by keyboard"]
"""

import json
import sys

import pytest

from tests.access.journeys.figures import WALKED

WALKS = "tests/access/journeys/walks.py"


def main() -> int:
    ended = pytest.main([WALKS, "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=short", *sys.argv[1:]])
    for means, found in WALKED.by_means.items():
        print(f"\n{means}: {len(found.findings)} findings")
        for finding in found.findings:
            print(f"  {finding}")
        for name, value in found.figures.items():
            print(f"    {name.replace('_', ' ')}: {value:,.0f}")
    figures = {
        means.replace(" ", "_"): {"findings": len(found.findings), **found.figures}
        for means, found in WALKED.by_means.items()
    }
    print(json.dumps({"passed": ended == 0, "journeys": figures}))
    return int(ended)


if __name__ == "__main__":
    sys.exit(main())
