"""Every address of the URL conf, with what is really there in place of what it takes."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from repairs.log.models import Repair

SOMEBODYS = "6a0a4f0e-0d0a-4c6e-9d55-1f6f3f2b7a10"
KINDS = ("update", "worse", "complaint")


def all_addresses(repair: Repair, draft: str = SOMEBODYS) -> list[str]:
    found = sorted({f"/{one}" for one in routes(get_resolver())})
    return [filled(one, repair, draft) for one in found]


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        here = before + str(entry.pattern).removesuffix("$").removeprefix("^").replace(r"\Z", "")
        if isinstance(entry, URLResolver):
            yield from routes(entry, here)
        elif isinstance(entry, URLPattern):
            yield here


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
