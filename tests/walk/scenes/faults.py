"""What is said where something is wrong. `tests/pages/test_error_pages.py` is recorded too."""

from django.test import Client

SOMEBODYS = "6a0a4f0e-0d0a-4c6e-9d55-1f6f3f2b7a10"
GONE = (
    "/nothing-here/",
    f"/report/{SOMEBODYS}/check/",
    f"/report/{SOMEBODYS}/done/",
    f"/report/{SOMEBODYS}/take-back/",
    "/r/no-such-link",
    "/c/no-such-link",
    "/repair/KM7-4QX-9TDR/",
    "/repair/KM7-4QX-9TDR/links/ended/",
    "/photos/link/no-such-photo/",
    "/staff/single-sign-on/back/?error=access_denied",
    "/staff/single-sign-on/",
)


def walk_what_is_gone(northmere: None) -> None:
    for address in GONE:
        Client().get(address, follow=True)


def walk_what_was_lost_or_is_too_much(northmere: None) -> None:
    Client(enforce_csrf_checks=True).post("/report/", {"option": "gas"})
    Client().post("/report/", {"option": "x" * 300_000})
    Client().post("/report/", {str(number): "" for number in range(4000)})
    Client().generic("POST", "/report/", b"option=%00", content_type="application/x-www-form-urlencoded")


def walk_what_other_systems_are_answered(northmere: None) -> None:
    for address in ("/hms/status/", "/notify/receipts/"):
        Client().post(address, b"{}", content_type="application/json")
