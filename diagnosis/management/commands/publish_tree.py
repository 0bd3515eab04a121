from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from diagnosis.document_writer import document_of_tree
from diagnosis.documents import TreeRefused
from diagnosis.drafts.publishing import ChangedMeanwhile, NothingChanged, publish_draft, withdraw_examples
from diagnosis.drafts.to_tree import tree_of_draft
from diagnosis.management.options import check_kept, check_text
from diagnosis.models import DraftTree, PublishedTree
from diagnosis.services import changes_in, check_tree
from diagnosis.tree import Tree


class Command(BaseCommand):
    help = "Says what changes, then publishes the draft of a tree, so that new reports are asked its questions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="Of the tree, for example leak.")
        parser.add_argument("--note", default="", help="What changed, for colleagues. Needed to publish.")
        parser.add_argument("--by", default="the command line", help="Who publishes it.")
        parser.add_argument("--check", action="store_true", help="Say what would change, and publish nothing.")
        parser.add_argument(
            "--withdraw",
            nargs="+",
            action="extend",
            default=[],
            metavar="EXAMPLE=REASON",
            help="Examples, by their keys, that need not hold any more, each with the reason.",
        )

    def handle(self, *, key: str, note: str, by: str, check: bool, withdraw: list[str], **options: Any) -> None:
        if not (check or note.strip()):
            raise CommandError("Say what changed, for colleagues: --note TEXT.")
        check_kept("--note", note, "note")
        check_kept("--by", by, "published_by")
        draft = find_draft(key)
        try:
            before = tree_of_draft(draft)
            reasons = read_reasons(withdraw, before)
            tree = withdraw_examples(before, reasons)
            self.tell_changes(tree, check)
            if check:
                check_tree(document_of_tree(tree))
                self.stdout.write("This was a check: nothing to put right, and nothing was published.")
                return
            published = publish_draft(draft.pk, note=note, by=by, revision=draft.revision, withdrawn=reasons)
        except TreeRefused as error:
            raise CommandError(f"{error}\nNot published: {len(error.problems)} to put right.") from error
        except NothingChanged as error:
            raise CommandError("Not published: the draft asks what the version in use asks already.") from error
        except (ChangedMeanwhile, DraftTree.DoesNotExist) as error:
            raise CommandError("Not published: someone else changed the draft just now. Try again.") from error
        self.stdout.write(f"{published.key}: version {published.version} is published.")

    def tell_changes(self, tree: Tree, check: bool) -> None:
        if not (check or PublishedTree.objects.filter(key=tree.key).exists()):
            return
        changes = [change.text for change in changes_in(tree)]
        self.stdout.write("\n".join(changes or ["Nothing changes for the people who are asked."]))


def find_draft(key: str) -> DraftTree:
    check_text("The key", key)
    draft = DraftTree.objects.filter(key=key).first()
    if draft is not None:
        return draft
    if is_file(key):
        raise CommandError(
            f"“{key}” is a file. Bring it in as a draft first: python manage.py import_tree {key}\n"
            "That prints the key to publish it by."
        )
    keys = ", ".join(DraftTree.objects.values_list("key", flat=True))
    has = f"There are drafts of: {keys}." if keys else "Begin one in the admin, or with import_tree FILE."
    raise CommandError(f"There is no draft of “{key}” to publish. {has}")


def is_file(key: str) -> bool:
    with suppress(OSError):
        return Path(key).is_file()
    return False


def read_reasons(given: list[str], tree: Tree) -> dict[str, str]:
    reasons = {}
    known = {example.key for example in tree.examples}
    for one in given:
        key, _, reason = one.partition("=")
        if not reason.strip():
            raise CommandError(f"Say why an example is withdrawn: --withdraw EXAMPLE=REASON, not “{one}”.")
        if key not in known:
            raise CommandError(f"The draft has no example with the key “{key}”.")
        check_text("--withdraw", reason)
        reasons[key] = reason.strip()
    return reasons
