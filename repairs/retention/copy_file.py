"""A person's copy as a zip file: a page to read, the same as JSON, and their photos."""

import json
import os
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from repairs.council.dates import say_moment
from repairs.photos.models import Photo
from repairs.retention.copy import Held, all_held
from repairs.retention.person import Person

ONLY_US = 0o600
STAFF_WROTE = "Written by staff or the contractor. Read it before you send this."
ABOUT_ANOTHER = "About somebody else. It was given by the person themselves."


def write_copy(person: Person, to: Path, now: datetime) -> int:
    """How many photos are in it. Raises FileExistsError rather than write over anything."""
    rows = list(all_held(person))
    photos = 0
    with (
        os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_US), "wb") as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        copy.writestr("person.html", page(rows, now))
        copy.writestr("person.json", as_json(rows))
        for name, photo in photos_of(person):
            with default_storage.open(photo.file.name or "") as content:
                copy.writestr(f"photos/{name}", content.read())
            photos += 1
    return photos


def photos_of(person: Person) -> Iterator[tuple[str, Photo]]:
    albums = {repair.album: repair.reference for repair in person.repairs if repair.album}
    albums |= {draft.pk: "unfinished" for draft in person.drafts}
    photos = Photo.objects.kept().filter(album__in=albums).order_by("album", "place")
    for photo in photos.iterator():
        yield f"{albums[photo.album]}-{photo.album.hex[:4]}-{photo.place}.jpg", photo


def as_json(rows: list[Held]) -> str:
    told: list[dict[str, Any]] = [
        {
            "table": row.table,
            "values": row.values,
            "written_by_staff": row.by_staff,
            "about_somebody_else": row.of_somebody_else,
        }
        for row in rows
    ]
    return json.dumps(told, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False, default=str)


def page(rows: list[Held], now: datetime) -> str:
    tables = list(dict.fromkeys(row.table for row in rows))
    parts = format_html_join(
        "", "<h2>{}</h2>{}", ((name, all_rows([row for row in rows if row.table == name])) for name in tables)
    )
    return format_html(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>What we hold about you</title>'
        "<h1>What we hold about you</h1><p>On {}.</p>{}</html>",
        say_moment(now),
        parts,
    )


def all_rows(rows: list[Held]) -> SafeString:
    return format_html_join("", "<dl>{}</dl>", ((lines(row),) for row in rows))


def lines(row: Held) -> SafeString:
    return format_html_join(
        "",
        "<dt>{}{}</dt><dd>{}</dd>",
        (
            (name.replace("_", " "), note(row, name), say_moment(value) if isinstance(value, datetime) else str(value))
            for name, value in row.values.items()
        ),
    )


def note(row: Held, name: str) -> SafeString | str:
    if name in row.by_staff:
        return format_html(" <strong>({})</strong>", STAFF_WROTE)
    return format_html(" <strong>({})</strong>", ABOUT_ANOTHER) if name in row.of_somebody_else else ""
