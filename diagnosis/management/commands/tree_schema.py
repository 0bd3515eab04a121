from typing import Any

from django.core.management.base import BaseCommand

from diagnosis.document_schema import write_schema


class Command(BaseCommand):
    help = "Prints the JSON Schema of a tree's document, which is kept in docs/tree.schema.json."

    def handle(self, **options: Any) -> None:
        self.stdout.write(write_schema(), ending="")
