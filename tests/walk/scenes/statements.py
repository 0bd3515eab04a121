"""Pages that anybody reads, from the start page on."""

from tests.journeys.resident import Resident

PAGES = ("/", "/cookies/", "/privacy/", "/accessibility/", "/contact/", "/find/", "/find/lost/", "/find/mine/")
OTHERS = ("/council.css", "/health/", "/ready/", "/metrics/")


def walk_what_anybody_reads(northmere: None) -> None:
    resident = Resident()
    for address in (*PAGES, *OTHERS):
        resident.client.get(address)
