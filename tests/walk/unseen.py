"""Which addresses a walk has missed."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.walk.walk import views_seen

NOT_WALKED: dict[str, str] = {
    "admin:view_on_site": "No row of the admin has a page of its own on the site.",
    "admin:autocomplete": "It answers scripts of the admin with JSON.",
    "security-txt": "It is plain text, for those who look for holes: RFC 9116.",
}


def patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, f"{before}{entry.namespace}:" if entry.namespace else before)
        elif isinstance(entry, URLPattern) and entry.name:
            yield before + entry.name


def patterns_not_seen() -> list[str]:
    return sorted(set(patterns(get_resolver())) - views_seen() - set(NOT_WALKED))
