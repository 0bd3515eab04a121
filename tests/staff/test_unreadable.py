"""What no page of ours would ask for is answered clearly, on every list that staff have, whatever the database."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.page_lint import PageClient

CONTROL = ["%00", "a%00b", "%01", "%1b[0m", "%7f"]
ENDLESS = ["x" * 1_001, "x%20" * 501]
NONSENSE = ["x", "9" * 40, "1,%F0%9F%92%A9"]
PLACES = [
    *("/staff/planning/?trade={}", "/staff/planning/day/?day={}", "/admin/?{}=1", "/try/1/?find={}"),
    "/admin/log/repair/{}/change/",
]


def narrowed_by(model_admin: Any) -> Iterator[str]:
    """The names that the filters of a list have in its address."""
    yield from ("q", "p", "o", "pk__in")
    for one in model_admin.list_filter:
        name = one if isinstance(one, str) else getattr(one, "parameter_name", "")
        yield from (f"{name}{end}" for end in ("", "__exact", "__id__exact", "__gte") if name)


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label_lower)
def test_nonsense_in_the_filters_of_a_list_is_answered(
    northmere: None, admin_client: Client, model: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "django")
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    for name in dict.fromkeys(narrowed_by(admin.site._registry[model])):
        assert admin_client.get(f"{address}?{name}=%00").status_code == 400, name
        for word in NONSENSE:
            assert admin_client.get(f"{address}?{name}={word}", follow=True).status_code < 500, (name, word)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("word", CONTROL)
def test_a_staff_page_says_that_it_cannot_read_the_address(northmere: None, place: str, word: str) -> None:
    answer = PageClient().get(place.replace("{}", word))
    assert answer.status_code == 400
    assert "We cannot read that address" in answer.content.decode()


def test_what_is_pasted_with_a_tab_is_looked_for(northmere: None, admin_client: Client) -> None:
    assert admin_client.get("/admin/auth/user/?q=pat%09%0A").status_code == 200
    assert User.objects.exists()


@pytest.mark.parametrize("words", ENDLESS)
def test_a_search_without_end_is_not_begun(northmere: None, admin_client: Client, words: str) -> None:
    assert admin_client.get(f"/admin/auth/user/?q={words}").status_code == 400


def test_five_hundred_words_are_looked_for(northmere: None, admin_client: Client) -> None:
    assert admin_client.get("/admin/auth/user/?q=" + "x%20" * 500).status_code == 200


@pytest.mark.parametrize("number", ["9" * 19, "9" * 5_000, "-" + "9" * 19])
def test_a_role_that_no_database_can_have_is_not_there_to_choose(admin_client: Client, number: str) -> None:
    sam = User.objects.get()
    page = admin_client.post(f"/admin/auth/user/{sam.pk}/change/", {"username": "sam", "groups": [number]})
    assert "That choice is not one of the available choices" in page.content.decode()
    assert User.objects.get().username == sam.username
