"""Photos are asked for by halves, only if they have changed, and by addresses that were made up or have ended."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from repairs.photos.links import photo_path
from repairs.photos.models import Photo
from repairs.photos.services import add_photos
from tests.attack.figures import found
from tests.attack.hostile.strings import ALL
from tests.photos.albums import upload

pytestmark = pytest.mark.django_db

PARTS = ("0-0", "0-", "-1", "9-1", "0-0,2-3", "zqx", "99999999999-", "-0", "0-9" * 99)
CONDITIONS: tuple[dict[str, str], ...] = (
    {},
    *(
        {"Range": f"bytes={part}"}
        for part in ("0-0", "0-", "-1", "9-1", "0-0,2-3", "zqx", "99999999999-", "-0", "0-9" * 99)
    ),
    *({"Range": "items=0-1", "If-Range": tag} for tag in ('"zqx"', "Wed, 04 Mar 2026 10:00:00 GMT", "\xff")),
    *({"If-None-Match": tag} for tag in ("*", '"zqx"', 'W/"zqx"', '"' * 99, "\xff", "")),
    *({"If-Match": tag} for tag in ("*", '"zqx"')),
    *({"If-Modified-Since": day} for day in ("Fri, 31 Dec 9999 23:59:59 GMT", "zqx", "9" * 400, "")),
    {"If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
    {"If-None-Match": "*", "Range": "bytes=0-0", "If-Modified-Since": "Fri, 31 Dec 9999 23:59:59 GMT"},
    {"Accept": "text/html", "X-Original-URL": "/admin/"},
)
KEPT_BACK = ("private, no-store", "nosniff", "image/jpeg")


@pytest.fixture
def photo(photo_folder: Path) -> Photo:
    (photo,), _ = add_photos(uuid4(), [upload("tap.jpg")])
    return photo


def asked(address: str) -> Iterator[tuple[str, int, bytes, tuple[str, ...]]]:
    client = Client(raise_request_exception=False)
    for headers in CONDITIONS:
        answer = client.get(address, headers=headers)
        told = tuple(answer.get(name, "") for name in ("Cache-Control", "X-Content-Type-Options", "Content-Type"))
        yield f"{headers}"[:90], answer.status_code, answer.content, told


def test_photos_by_halves_and_only_if_they_have_changed(photo: Photo) -> None:
    """The whole of it each time: nothing that is kept elsewhere can be told from what is here."""
    whole = Client().get(photo_path(photo)).content
    wrong = [one for one, *got in asked(photo_path(photo)) if got != [200, whole, KEPT_BACK]]
    assert wrong == []
    found("photos by halves", successes=len(wrong), tried=len(CONDITIONS))


def test_links_that_have_ended_say_nothing_of_a_photo(photo: Photo, clock: time_machine.Traveller) -> None:
    ended = photo_path(photo, lasts=timedelta(hours=1))
    clock.shift(timedelta(hours=2))
    made_up = ended[:-2] + "x/" if ended.endswith("/") else ended[:-1] + ("x" if ended[-1] != "x" else "y")
    answers = [(address, *one) for address in (ended, made_up) for one in asked(address)]
    wrong = [one for one in answers if one[2] != 404]
    assert wrong == []
    found("photos by links that have ended", successes=len(wrong), tried=len(answers))


def test_links_that_were_made_up(photo: Photo) -> None:
    path, client = photo_path(photo), Client(raise_request_exception=False)
    before, token = path.split("/link/")[0] + "/link/", path.split("/link/")[1].rstrip("/")
    size = len(token) // 2
    tries = [token[:-1], token[1:], token.upper(), token[::-1], token + ":", token * 30, token[size:] + token[:size]]
    statuses = [(one, client.get(f"{before}{as_typed(one)}/").status_code) for one in [*tries, *ALL]]
    wrong = [one for one in statuses if one[1] not in {400, 404}]
    assert wrong == []
    found("photos by links that were made up", successes=len(wrong), tried=len(statuses))


def as_typed(text: str) -> str:
    """In the part of an address that a link takes, where a slash, a query or a fragment would end it."""
    return "".join(f"%{byte:02X}" for byte in text.encode(errors="surrogatepass"))
