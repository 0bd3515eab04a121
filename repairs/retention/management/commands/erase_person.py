from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from repairs.retention.asking import add_person_arguments, person_asked_for
from repairs.retention.erase import elsewhere, erase, split


class Command(BaseCommand):
    help = "Erases what is held of a person who asks for it, and says what the law makes us keep."

    def add_arguments(self, parser: CommandParser) -> None:
        add_person_arguments(parser)
        parser.add_argument("--yes", action="store_true", help="Does not ask first.")

    def handle(self, *args: Any, **options: Any) -> None:
        person, now = person_asked_for(options), timezone.now()
        going, kept = split([*person.repairs, *person.named_in], now)
        own = [repair for repair in person.repairs if repair in going]
        others = elsewhere(own, person)
        for repair in own:
            self.stdout.write(f"To be erased: {repair.reference}, reported {repair.reported_at:%d %B %Y}.")
        for repair in person.named_in:
            if repair in going:
                self.stdout.write(f"To be erased: their name and phone as who will be in, in {repair.reference}.")
        if person.drafts:
            self.stdout.write(f"To be erased: {len(person.drafts)} unfinished reports.")
        for one in kept:
            self.stdout.write(f"Kept: {one.reference}, because {one.why}.")
        if not going and not person.drafts:
            raise CommandError("Nothing can be erased now. Tell the person why, and that they can complain.")
        if not options["yes"] and not self.agrees():
            raise CommandError("Nothing was erased.")
        erase(person, now)
        self.stdout.write("Erased. What the council has to see to:")
        for line in others:
            self.stdout.write(f"- {line}")

    def agrees(self) -> bool:
        try:
            return input("This cannot be undone. Type yes to erase: ").strip().lower() == "yes"
        except EOFError:
            return False
