import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from diagnosis.facts import TREE_FACTS
from diagnosis.models import PublishedTree

# The order in which we write keys: PostgreSQL does not keep that of a document.
TREE = ("key", "title", "language", "start", "nodes")
PAGE = ("kind", "key", "text", "title", "hint", "needs_home", "order", "ring", "body", "question", "options")
OUTCOME = ("ending", "priority", "trade", "sor", "rtr", "hazard", "flags", "location")
OPTION = ("key", "text", "next", "hint", "facts", "divider", "not_sure", "something_else")
SOR_LINE = ("code", "quantity")


class Command(BaseCommand):
    help = "Prints a published tree's JSON document, as publish_tree reads it."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        # Django has a --version of its own, which tells Django's.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="Of the tree, for example leak.")
        parser.add_argument("--version", type=int, help="The latest one, when not given.")

    def handle(self, *, key: str, version: int | None, **options: Any) -> None:
        self.stdout.write(write_document(find_tree(key, version).document), ending="")


def find_tree(key: str, version: int | None) -> PublishedTree:
    published = PublishedTree.objects.filter(key=key)
    if version is not None:
        published = published.filter(version=version)
    tree = published.order_by("-version").first()
    if tree is None:
        which = "" if version is None else f" in version {version}"
        raise CommandError(f"No tree “{key}” is published{which}.")
    return tree


def write_document(document: dict[str, Any]) -> str:
    nodes = [order_node(node) for node in document["nodes"]]
    return json.dumps(in_order({**document, "nodes": nodes}, TREE), indent=1, ensure_ascii=False) + "\n"


def order_node(node: dict[str, Any]) -> dict[str, Any]:
    ordered = in_order(node, (*PAGE, *OUTCOME))
    if "options" in ordered:
        ordered["options"] = [order_option(option) for option in ordered["options"]]
    if "sor" in ordered:
        ordered["sor"] = [in_order(line, SOR_LINE) for line in ordered["sor"]]
    return ordered


def order_option(option: dict[str, Any]) -> dict[str, Any]:
    ordered = in_order(option, OPTION)
    if "facts" in ordered:
        ordered["facts"] = in_order(ordered["facts"], tuple(TREE_FACTS))
    return ordered


def in_order(part: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """What is not named comes last, sorted, so that nothing is lost."""
    named = {name: part[name] for name in names if name in part}
    return named | {name: part[name] for name in sorted(part.keys() - named.keys())}
