from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from diagnosis.import_sor import Changes, compare_sor, import_sor
from diagnosis.sor_file import read_sor


class Command(BaseCommand):
    help = "Loads the schedule of rates from a CSV file: code, description, trade, minutes, cost, follow_on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="Say what would change, and change nothing.")

    def handle(self, *, file: Path, check: bool, **options: Any) -> None:
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                read = read_sor(lines)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        if read.faults:
            raise CommandError("\n".join([*read.faults, "Nothing was changed."]))
        self.tell(compare_sor(read) if check else import_sor(read), check)

    def tell(self, changes: Changes, check: bool) -> None:
        for word, codes in (("new", changes.added), ("changed", changes.changed)):
            for code in codes:
                self.stdout.write(f"{code}: {word}")
        self.stdout.write(f"{len(changes.added)} new, {len(changes.changed)} changed, {changes.same} the same.")
        if check:
            self.stdout.write("This was a check: nothing was changed.")
