"""The addresses that pages name are those that Django finds, whatever is put into them."""

from typing import Any
from uuid import UUID

import pytest
from django.urls import NoReverseMatch, get_urlconf, reverse, set_urlconf

from repairs.govuk.environment import url


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("start", []),
        ("manage:repair", ["ABC-DEF"]),
        ("manage:repair", ["some-text"]),
        ("manage:calendar", ["7KQ-4MX"]),
        ("manage:repair", ["a b/c?d"]),
        ("manage:repair", [""]),
        ("report:done", [UUID(int=7)]),
        ("report:done", [str(UUID(int=7))]),
        ("report:page", [UUID(int=7), "question/where"]),
        ("contact-centre:call-back", [12]),
        ("contact-centre:call-back", ["12"]),
    ],
)
def test_a_page_names_the_address_that_django_finds(name: str, args: list[Any]) -> None:
    assert found(url, name, *args) == found(lambda name, *args: reverse(name, args=args), name, *args)


def found(find: Any, name: str, *args: Any) -> str:
    try:
        address: str = find(name, *args)
    except NoReverseMatch:
        return "none"
    return address


def test_pages_of_an_agent_name_their_own_addresses() -> None:
    assert url("manage:time", "7KQ-4MX") == "/repair/7KQ-4MX/time/"
    before = get_urlconf()
    set_urlconf("repairs.contact_centre.helped.addresses")
    try:
        assert url("manage:time", "7KQ-4MX") == "/staff/repairs/7KQ-4MX/help/time/"
    finally:
        set_urlconf(before)
    assert url("manage:time", "7KQ-4MX") == "/repair/7KQ-4MX/time/"
