import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import reset_queries

from repairs.homes.importing import Tally, import_homes
from repairs.homes.rows import BadRow
from repairs.homes.text_lines import UnusableFileError

SECONDS_BETWEEN_PROGRESS = 2
OUTCOMES = ["new", "changed", "returned", "unchanged", "gone"]


class Command(BaseCommand):
    help = "Bring the property register up to date from a CSV file. Homes that it no longer names are marked as gone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE.csv", type=Path)
        parser.add_argument("--check", action="store_true", help="Only say what would happen. Nothing is changed.")
        parser.add_argument(
            "--allow-gone", action="store_true", help="Mark missing homes as gone even when they are suspiciously many."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.told_at = time.monotonic()
        try:
            tally = import_homes(options["file"], self, check=options["check"], allow_gone=options["allow_gone"])
        except UnusableFileError as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        self._say_summary(tally, check=options["check"])
        if not tally.is_clean:
            raise CommandError("Some of the file was not taken. The reasons are above.")

    def _say_summary(self, tally: Tally, *, check: bool) -> None:
        counts = ", ".join(f"{tally[outcome]:,} {outcome}" for outcome in OUTCOMES)
        self.stdout.write(f"Homes: {counts}. Bad rows: {tally['bad']:,}.")
        if check:
            self.stdout.write("This was a check. Nothing was changed.")

    def bad_row(self, row: BadRow) -> None:
        self.stderr.write(f"Line {row.line}: {row.reason}")

    def note(self, sentence: str) -> None:
        self.stderr.write(sentence)

    def progress(self, rows: int, share: float) -> None:
        reset_queries()  # with DEBUG on, Django keeps every statement
        if time.monotonic() - self.told_at >= SECONDS_BETWEEN_PROGRESS:
            self.told_at = time.monotonic()
            self.stdout.write(f"{rows:,} lines read, {share:.0%} of the file")
            self.stdout.flush()
