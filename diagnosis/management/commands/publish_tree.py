from argparse import ArgumentParser
from pathlib import Path
from typing import Any, cast

from django.core.management.base import BaseCommand, CommandError
from django.db.models import CharField

from diagnosis.document_file import read_document
from diagnosis.documents import TreeRefused, read_tree
from diagnosis.models import PublishedTree
from diagnosis.services import changes_in, check_tree, publish_tree
from diagnosis.tree import Tree


class Command(BaseCommand):
    help = "Says what changes, then publishes a tree's JSON document, so that new reports are asked its questions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--note", default="", help="What changed, for colleagues. Needed to publish.")
        parser.add_argument("--by", default="the command line", help="Who publishes it.")
        parser.add_argument("--check", action="store_true", help="Say what would change, and publish nothing.")

    def handle(self, *, file: Path, note: str, by: str, check: bool, **options: Any) -> None:
        if not (check or note.strip()):
            raise CommandError("Say what changed, for colleagues: --note TEXT.")
        for option, text in (("note", note), ("published_by", by)):
            longest = cast(CharField[str, str], PublishedTree._meta.get_field(option)).max_length or 0
            if len(text) > longest:
                raise CommandError(f"--{option.removeprefix('published_')} must be {longest} characters or fewer.")
        try:
            document = read_document(file)
            self.tell_changes(read_tree(document), check)
            if check:
                check_tree(document)
                self.stdout.write("This was a check: nothing to put right, and nothing was published.")
                return
            published = publish_tree(document, note=note, by=by)
        except TreeRefused as error:
            raise CommandError(f"{error}\nNot published: {len(error.problems)} to put right.") from error
        self.stdout.write(f"{published.key}: version {published.version} is published.")

    def tell_changes(self, tree: Tree, check: bool) -> None:
        if not (check or PublishedTree.objects.filter(key=tree.key).exists()):
            return
        changes = [change.text for change in changes_in(tree)]
        self.stdout.write("\n".join(changes or ["Nothing changes for the people who are asked."]))
