"""Walks, and lists every page by name. The last line is the figures as JSON."""

import json
import os
from collections import Counter

import django

from tests import environment as environment
from tests.walk.unseen import patterns_not_seen
from tests.walk.walk import every_page, not_played


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repairs.settings")
    django.setup()
    pages = sorted(every_page(), key=lambda page: (page.who, page.view, page.name))
    for page in pages:
        print(f"{page.who:16} {page.status} {page.view:40} {page.name}")
    missing = patterns_not_seen()
    for name in missing:
        print(f"Not walked: {name}")
    for name in not_played():
        print(f"Not played to its end: {name}")
    by_who = Counter(page.who for page in pages)
    print(
        json.dumps(
            {
                "pages": len(pages),
                "by_who": dict(by_who),
                "patterns_not_walked": len(missing),
                "not_played": len(not_played()),
            }
        )
    )
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
