from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from repairs.retention.asking import add_person_arguments, person_asked_for
from repairs.retention.copy_file import write_copy
from repairs.staff.audited import command_line, keep_changes

COPIED = "Copied for the person it is about (subject access)."


class Command(BaseCommand):
    help = "Writes all that is held of a person to a zip file, for whoever asks for a copy: see docs/personal-data.md."

    def add_arguments(self, parser: CommandParser) -> None:
        add_person_arguments(parser)
        parser.add_argument("--to", type=Path, required=True, metavar="FILE.zip")

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_asked_for(options)
        try:
            photos = write_copy(person, options["to"], timezone.now())
        except FileExistsError:
            raise CommandError(f"{options['to']} is there already. Nothing was written.") from None
        keep_changes(command_line(), 2, [(repair, COPIED) for repair in person.repairs], personal=True)
        self.stdout.write(
            f"Repairs: {len(person.repairs)}. Unfinished reports: {len(person.drafts)}. Photos: {photos}. "
            f"Repairs of somebody else in which they are named: {len(person.named_in)}."
        )
        self.stdout.write("Read what is marked as written by staff or about somebody else before you send it.")
        self.stdout.write("The HMS and GOV.UK Notify hold more. Alerts of the home are not in it.")
