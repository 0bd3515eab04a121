"""From where somebody comes is not for them to say."""

from ipaddress import ip_network

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from repairs.limits.address import client_address, is_trusted, of_address
from repairs.limits.counting import Limit

PROXY = "10.0.0.7"


def address(said: str, remote: str = PROXY) -> str:
    request = RequestFactory().get("/", REMOTE_ADDR=remote)
    if said:
        request.META["HTTP_X_FORWARDED_FOR"] = said
    return client_address(request)


@pytest.mark.parametrize("said", ["", "192.0.2.1", "192.0.2.1, 192.0.2.2", "x" * 9000])
def test_without_a_proxy_nothing_that_is_said_counts(settings: Settings, said: str) -> None:
    settings.BEHIND_PROXY = False
    assert address(said, "192.0.2.9") == "192.0.2.9"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("203.0.113.1, 192.0.2.1", "192.0.2.1"),
        ("a lie, another,192.0.2.1:4711", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", PROXY),
        ("192.0.2.1, ", PROXY),
        ("rubbish", "unknown"),
        ("\ud800", "unknown"),
    ],
)
def test_behind_a_proxy_the_last_word_is_its_own(settings: Settings, said: str, read: str) -> None:
    settings.BEHIND_PROXY = True
    assert address(said) == read


@pytest.mark.parametrize(
    ("proxies", "said", "read"),
    [
        (2, "a lie, 192.0.2.1, 10.0.0.8", "192.0.2.1"),
        (2, "192.0.2.1, 10.0.0.8", "192.0.2.1"),
        (2, "192.0.2.1", "192.0.2.1"),
        (3, "192.0.2.9, 192.0.2.1, 10.0.0.8, 10.0.0.9", "192.0.2.1"),
        (2, "", PROXY),
    ],
)
def test_behind_several_proxies_the_word_of_the_first_counts(
    settings: Settings, proxies: int, said: str, read: str
) -> None:
    settings.BEHIND_PROXY, settings.PROXIES = True, proxies
    assert address(said) == read


@pytest.mark.parametrize(
    ("remote", "trusted"),
    [("192.0.2.7", True), ("192.0.3.7", False), ("2001:db8::1", True), ("::ffff:192.0.2.7", True), ("rubbish", False)],
)
def test_an_office_is_known_by_its_network(settings: Settings, remote: str, trusted: bool) -> None:
    settings.BEHIND_PROXY = False
    settings.TRUSTED_NETWORKS = [ip_network("192.0.2.0/24"), ip_network("2001:db8::/32")]
    request = RequestFactory().get("/", REMOTE_ADDR=remote, headers={"x-forwarded-for": "192.0.2.7"})
    assert is_trusted(request) is trusted
    assert bool(of_address(request, Limit("tries", 1))) is not trusted
