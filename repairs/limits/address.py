"""From where a request comes, as far as that can be believed."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

from repairs.limits.counting import Limit, Tries

UNKNOWN = "unknown"


def client_address(request: HttpRequest) -> str:
    """The address of the client. Of an IPv6 address only the network, which one household has for itself.

    What a client says of itself is not believed: with BEHIND_PROXY the last entries of X-Forwarded-For are those of our
    own proxies, as many as there are, and without it there are none.
    """
    return network_of(said_address(request))


def said_address(request: HttpRequest) -> str:
    said: str = request.META.get("REMOTE_ADDR", "")
    if not settings.BEHIND_PROXY:
        return said
    entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-settings.PROXIES :]
    # With fewer entries than proxies, somebody inside came past the outer ones: the first is what ours has seen.
    return entries[0].strip() or said


def is_trusted(request: HttpRequest) -> bool:
    """Whether it comes from one of the council's own offices, where one address is many people."""
    if not settings.TRUSTED_NETWORKS:
        return False
    try:
        address = ip_address(without_port(said_address(request)))
    except ValueError:
        return False
    plain = address.ipv4_mapped or address if isinstance(address, IPv6Address) else address
    return any(plain in network for network in settings.TRUSTED_NETWORKS)


def of_address(request: HttpRequest, limit: Limit) -> Tries:
    """That limit for the address of the client, or none for a trusted one."""
    return [] if is_trusted(request) else [(limit, client_address(request))]


def network_of(said: str) -> str:
    try:
        address = ip_address(without_port(said))
    except ValueError:
        return UNKNOWN
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(IPv6Network((int(address) >> 64 << 64, 64)))
    return str(address)


def without_port(said: str) -> str:
    """Some proxies write 192.0.2.1:1234 or [2001:db8::1]:1234."""
    if said.startswith("["):
        return said[1:].partition("]")[0]
    return said.partition(":")[0] if said.count(":") == 1 else said
