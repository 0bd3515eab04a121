"""The admin: each list, row, form and page of our own, with one of everything in it."""

import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from repairs.roles import REPAIRS_ADMINS
from tests.guards.test_who_may import PAGES, ROWS, address_of, read, uploads
from tests.guards.test_who_may import rows as rows
from tests.log.staff import BACKEND
from tests.tables.builders import staff

NOBODYS = ("auth", "axes")
"""No role may open these, only a superuser."""


@pytest.fixture
def robin(northmere: None) -> Client:
    return staff(REPAIRS_ADMINS, username="robin")


@pytest.fixture
def boss(northmere: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss"), backend=BACKEND)
    return client


def walk_each_table(rows: dict[str, Model], robin: Client, boss: Client) -> None:
    for label in read(ROWS):
        somebody = boss if label.startswith(NOBODYS) else robin
        name, pk = f"admin:{label.replace('.', '_')}", rows[label].pk
        for page, args in (("changelist", []), ("add", []), ("change", [pk]), ("delete", [pk]), ("history", [pk])):
            somebody.get(reverse(f"{name}_{page}", args=args), follow=True)


def walk_each_page_of_our_own(rows: dict[str, Model], robin: Client, boss: Client) -> None:
    uploaded = uploads(User.objects.get(username="robin"))
    for page in read(PAGES):
        somebody = boss if page.startswith(NOBODYS) else robin
        somebody.get(address_of(page, rows, uploaded), follow=True)


def walk_pages_of_django_itself(rows: dict[str, Model], robin: Client) -> None:
    for page in ("index", "password_change", "password_change_done"):
        robin.get(reverse(f"admin:{page}"), follow=True)
    robin.get(reverse("admin:app_list", args=["log"]))
    robin.get(reverse("admin:jsi18n"))
