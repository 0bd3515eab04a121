"""From where a request comes, as far as that can be believed."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"


def client_address(request: HttpRequest) -> str:
    """The address of the client. Of an IPv6 address only the network, which one household has for itself.

    What a client says of itself is not believed: with BEHIND_PROXY the last entry of X-Forwarded-For is that of our
    own proxy, and without it there is none.
    """
    said = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        said = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or said
    return network_of(said)


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
