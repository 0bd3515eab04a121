"""Every hostile string in every field of the admin."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from appointments.models import Place
from diagnosis.drafts.changing import open_draft
from diagnosis.drafts.publishing import publish_draft
from diagnosis.models import PublishedTree
from tests.attack.hostile.attacker import Attacker
from tests.attack.hostile.strings import PAGES_ONLY, WHOLE
from tests.attack.hostile.verdict import Walk
from tests.diagnosis.publishing.test_publish_page import rename
from tests.guards.test_who_may import PAGES, ROWS, address_of, read, uploads
from tests.guards.test_who_may import rows as rows

ALL_ROWS = WHOLE or PAGES_ONLY

pytestmark = pytest.mark.usefixtures("outside")


@pytest.mark.parametrize("part", range(4))
def test_rows_of_the_admin(rows: dict[str, Model], boss: Client, walk: Walk, part: int) -> None:
    attacker = Attacker(walk, boss, alone=False)
    for label in list(read(ROWS))[part :: 4 if ALL_ROWS else 24]:
        name, pk = f"admin:{label.replace('.', '_')}", rows[label].pk
        for page, args in (("changelist", []), ("add", []), ("change", [pk]), ("delete", [pk]), ("history", [pk])):
            attacker.attacks(reverse(f"{name}_{page}", args=args))


def test_publishing_and_going_back(northmere: None, boss: Client, walk: Walk) -> None:
    attacker, published = Attacker(walk, boss), PublishedTree.objects.get()
    draft = open_draft(published, by="Ali")
    rename(draft, "Where do you see water?", by="Ali")
    attacker.attacks(reverse("admin:diagnosis_drafttree_publish", args=[draft.pk]))
    publish_draft(draft.pk, note="Clearer", by="Ali")
    attacker.attacks(reverse("admin:diagnosis_publishedtree_go_back", args=[published.pk]))


def test_minutes_of_a_day(northmere: None, boss: Client, walk: Walk) -> None:
    place = Place.objects.all()[0]
    Attacker(walk, boss).attacks(f"/admin/appointments/place/minutes/?place={place.pk}")


def test_pages_of_the_admin(rows: dict[str, Any], boss: Client, walk: Walk, django_user_model: Any) -> None:
    attacker, upload = Attacker(walk, boss, alone=False), uploads(django_user_model.objects.get(username="boss"))
    for page in list(read(PAGES))[:: 1 if ALL_ROWS else 4]:
        attacker.attacks(address_of(page, rows, upload))
    for page in ("index", "password_change", "login"):
        attacker.attacks(reverse(f"admin:{page}"))
