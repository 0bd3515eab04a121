from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from diagnosis.characters import without_unkept
from diagnosis.documents import TreeRefused
from diagnosis.exporting import export_draft, export_published
from diagnosis.models import DraftTree, PublishedTree


class Command(BaseCommand):
    help = "Prints the JSON document of a diagnosis: its draft, or where it has none, what is published."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        # Django has a --version of its own, which tells Django's.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="Of the tree, for example leak.")
        parser.add_argument("--published", action="store_true", help="What is published, though there is a draft.")
        parser.add_argument("--version", type=int, help="An earlier one that was published.")

    def handle(self, *, key: str, version: int | None, published: bool, **options: Any) -> None:
        key = without_unkept(key)
        draft = None if published or version is not None else DraftTree.objects.filter(key=key).first()
        try:
            exported = export_draft(draft) if draft else export_published(find_tree(key, version))
        except TreeRefused as error:
            raise CommandError(f"{error}\nThe draft cannot be exported as it is.") from error
        self.stderr.write(f"This is {exported.what}.")
        self.stdout.write(exported.text, ending="")


def find_tree(key: str, version: int | None) -> PublishedTree:
    published = PublishedTree.objects.filter(key=key)
    if version is not None:
        published = published.filter(version=version)
    tree = published.order_by("-version").first()
    if tree is None:
        which = "" if version is None else f" in version {version}"
        raise CommandError(f"No tree “{key}” is published{which}.")
    return tree
