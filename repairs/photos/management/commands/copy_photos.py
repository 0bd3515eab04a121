from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import Storage, default_storage
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Copies all photos to a folder, or back from one: they may be kept in a folder or in a bucket."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--to", type=Path, metavar="FOLDER")
        way.add_argument("--from", type=Path, metavar="FOLDER", dest="back")

    def handle(self, *args: Any, **options: Any) -> None:
        copied = put_back(options["back"]) if options["back"] else copy_out(options["to"])
        self.stdout.write(f"Copied {copied} {'file' if copied == 1 else 'files'}.")


def copy_out(folder: Path) -> int:
    copied = 0
    for name in names_in(default_storage):
        try:
            with default_storage.open(name) as photo:
                content = photo.read()
        except FileNotFoundError:
            # Removed or forgotten since it was listed.
            continue
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        copied += 1
    return copied


def put_back(folder: Path) -> int:
    if next(names_in(default_storage), None):
        raise CommandError("There are photos already. Restore into an empty folder or bucket.")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files:
        with path.open("rb") as photo:
            default_storage.save(path.relative_to(folder).as_posix(), File(photo))
    return len(files)


def names_in(store: Storage, folder: str = "") -> Iterator[str]:
    try:
        folders, files = store.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}{name}"
    for name in folders:
        yield from names_in(store, f"{folder}{name}/")
