from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from diagnosis.characters import find_unkept
from diagnosis.document_file import read_bytes
from diagnosis.documents import TreeRefused, say_problem
from diagnosis.drafts.to_tree import tree_of_draft
from diagnosis.imports.council_codes import NAMES
from diagnosis.imports.into_draft import DraftExists, Imported, import_tree
from diagnosis.imports.meant import read_meant
from diagnosis.models import DraftTree
from diagnosis.problems import Problem
from diagnosis.services import find_problems
from diagnosis.tree import Tree

LONGEST_NAME = DraftTree._meta.get_field("created_by").max_length or 0

MEANS = "Which of your priorities one of the file means, for example 'priority 2=R20'. May be given again and again."


class Command(BaseCommand):
    help = "Makes a draft of a diagnosis from a file, ours or another service's, and says what needs attention."

    def add_arguments(self, parser: ArgumentParser) -> None:
        also = "; ".join(f"{name}: {what}" for name, what in NAMES.items())
        parser.add_argument("file", type=Path)
        parser.add_argument("--key", default="", help="Of the draft. Otherwise that of the file, or from its name.")
        parser.add_argument("--by", default="the command line", help="Who imports it.")
        parser.add_argument("--priority", action="append", default=[], help=f"{MEANS} Besides: {also}.")
        parser.add_argument("--replace", action="store_true", help="Throw away the draft that is there.")

    def handle(self, *, file: Path, key: str, by: str, priority: list[str], replace: bool, **options: Any) -> None:
        if not 0 < len(by.strip()) <= LONGEST_NAME or find_unkept(by):
            raise CommandError(f"--by must be a name of 1 to {LONGEST_NAME} characters.")
        try:
            meant = read_meant(priority)
            content = read_bytes(file)
            imported = import_tree(content, file_name=file.name, by=by, key=key, meant=meant, replace=replace)
        except DraftExists as error:
            raise CommandError(f"{error}\nTo replace it: --replace.") from error
        except TreeRefused as error:
            raise CommandError(f"{error}\nNothing was imported.") from error
        self.tell(imported)

    def tell(self, imported: Imported) -> None:
        draft, tree = imported.draft, tree_of_draft(imported.draft)
        self.stdout.write(f"This is {imported.read.format.name}.")
        if not imported.made:
            self.stdout.write(f"{draft.key}: the draft says the same already. Nothing was changed.")
            return
        self.stdout.write(f"{draft.key}: a draft with {say_size(tree)}.")
        self.list("Needs attention", [Problem(one["node_key"], one["text"]) for one in draft.attention])
        self.list("To put right before it can be published", find_problems(tree))

    def list(self, heading: str, problems: list[Problem]) -> None:
        self.stdout.write(f"\n{heading}: {len(problems) or 'nothing'}")
        for problem in problems:
            self.stdout.write(f"  {say_problem(problem)}")


def say_size(tree: Tree) -> str:
    kinds = Counter("outcomes" if node.kind == "outcome" else "pages" for node in tree.nodes)
    return f"{kinds['pages']} pages and {kinds['outcomes']} outcomes"
