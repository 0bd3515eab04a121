from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from diagnosis.document_file import read_document
from diagnosis.documents import TreeRefused
from diagnosis.services import publish_tree


class Command(BaseCommand):
    help = "Publishes a tree's JSON document, so that new reports are asked its questions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--note", required=True, help="What changed, for colleagues.")
        parser.add_argument("--by", default="the command line", help="Who publishes it.")

    def handle(self, *, file: Path, note: str, by: str, **options: Any) -> None:
        try:
            published = publish_tree(read_document(file), note=note, by=by)
        except TreeRefused as error:
            raise CommandError(f"{error}\nNot published: {len(error.problems)} to put right.") from error
        self.stdout.write(f"{published.key}: version {published.version} is published.")
