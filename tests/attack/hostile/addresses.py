"""Every address of the URL conf, with what is really there in place of what it takes."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from repairs.log.models import Repair

SOMEBODYS = "6a0a4f0e-0d0a-4c6e-9d55-1f6f3f2b7a10"
KINDS = ("update", "worse", "complaint")


def all_addresses(repair: Repair, draft: str = SOMEBODYS) -> list[str]:
    found = sorted({f"/{one}" for _, one in routes(get_resolver())})
    return [filled(one, repair, draft) for one in found]


def addresses_by_name(repair: Repair) -> list[tuple[str, str]]:
    return [(name, filled(f"/{one}", repair, SOMEBODYS)) for name, one in routes(get_resolver()) if name]


def routes(resolver: URLResolver, before: str = "", within: str = "") -> Iterator[tuple[str, str]]:
    """The name of each pattern, where it has one, and its route."""
    for entry in resolver.url_patterns:
        here = before + str(entry.pattern).removesuffix("$").removeprefix("^").replace(r"\Z", "")
        if isinstance(entry, URLResolver):
            yield from routes(entry, here, f"{within}{entry.namespace}:" if entry.namespace else within)
        elif isinstance(entry, URLPattern):
            yield f"{within}{entry.name}" if entry.name else "", here


def filled(route: str, repair: Repair, draft: str) -> str:
    given = {"reference": repair.reference, "draft_id": draft, "kind": KINDS[0], "home_id": str(repair.home_id)}
    given |= {"slug": "contact", "token": "token"}
    while "<" in route:
        start, _, rest = route.partition("<")
        name, _, after = rest.partition(">")
        kind, _, called = name.rpartition(":")
        route = f"{start}{given.get(called, SOMEBODYS if kind == 'uuid' else '1')}{after}"
    return (
        route.replace("(?P", "").replace("(", "").replace(")", "").replace(".*", "x").replace("?", "").replace("\\", "")
    )
