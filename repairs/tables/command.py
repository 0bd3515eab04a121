"""The command that imports a table from the shell."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from repairs.staff.audited import command_line
from repairs.tables.comparison import Comparison
from repairs.tables.csv_file import MOST_BYTES
from repairs.tables.importing import FileRefused, check_file, import_file
from repairs.tables.table import Table


class ImportCommand(BaseCommand):
    table: ClassVar[type[Table]]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--check", action="store_true", help="Say what would change, and change nothing.")
        parser.add_argument("--by", metavar="USERNAME", help="Whose change it is, as “Who changed what” shows it.")

    def handle(self, *, file: Path, check: bool, by: str | None, **options: Any) -> None:
        content, table = read_file(file), self.table()
        try:
            if check:
                comparison = check_file(table, content)
            else:
                comparison = import_file(table, content, source=file.name, by=find_person(by))
        except FileRefused as error:
            raise CommandError(f"{error}\nNothing was changed.") from error
        if options["verbosity"]:
            self.tell(comparison)
        if check:
            self.stdout.write("This was a check: nothing was changed.")

    def tell(self, comparison: Comparison) -> None:
        for line in comparison.added:
            self.stdout.write(f"{line.code}: new: {line.text}")
        for line in comparison.changed:
            self.stdout.write(f"{line.code}: {line.text}")
        for kept in comparison.kept:
            uses = f" Used by {'; '.join(kept.uses)}." if kept.uses else ""
            self.stdout.write(f"{kept.code}: not in the file: kept.{uses}")
        self.stdout.write(comparison.counts)


def read_file(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise CommandError(f"{file}: {getattr(error, 'strerror', None) or error}.") from error


def find_person(username: str | None) -> User:
    if username is None:
        return command_line()
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist as error:
        raise CommandError(f"There is no account “{username}”. Nothing was changed.") from error
