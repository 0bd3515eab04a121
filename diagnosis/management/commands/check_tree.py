from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from diagnosis.document_file import read_document
from diagnosis.documents import TreeRefused
from diagnosis.services import check_tree


class Command(BaseCommand):
    help = "Says what is wrong with a tree's JSON document, in plain English."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            tree = check_tree(read_document(file))
        except TreeRefused as error:
            raise CommandError(f"{error}\n{len(error.problems)} to put right.") from error
        self.stdout.write(f"{tree.title}: {len(tree.nodes)} pages and outcomes, nothing to put right.")
