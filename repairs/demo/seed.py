"""The demo council: its rows, its register, its tree, its diary, and some repairs. What is there already stays."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command

from diagnosis.models import PublishedTree, SorItem
from diagnosis.services import publish_tree
from repairs.council.models import Council
from repairs.demo.people import PEOPLE, Person
from repairs.demo.reported import seed_repairs
from repairs.homes.models import Home

FIXTURES: Path = settings.BASE_DIR / "fixtures"


def seed_demo() -> None:
    seed_council()
    seed_repairs()


def seed_council() -> None:
    """All but the repairs that people have reported already."""
    quiet: dict[str, Any] = {"verbosity": 0, "stdout": StringIO()}
    if not Council.objects.exists():
        call_command("loaddata", FIXTURES / "councils" / "northmere.json", **quiet)
        call_command("loaddata", FIXTURES / "diary.json", **quiet)
    if not Home.objects.exists():
        call_command("import_homes", FIXTURES / "homes.csv", **quiet)
    if not SorItem.objects.exists():
        call_command("import_sor", FIXTURES / "sor.csv", **quiet)
    if not PublishedTree.objects.exists():
        document = json.loads((FIXTURES / "trees" / "leak.json").read_text(encoding="utf-8"))
        publish_tree(document, note="The tree that the service comes with.", by="Report a repair")
    call_command("plan_diary", **quiet)
    for person in PEOPLE:
        add_person(person)


def add_person(person: Person) -> None:
    if User.objects.filter(username=person.username).exists():
        return
    user = User.objects.create_user(person.username, password=person.password, is_staff=True)
    user.groups.add(Group.objects.get(name=person.role.name))
