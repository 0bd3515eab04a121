"""What can be done with a published version: begin a draft from it, or use it again."""

from functools import partial

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from diagnosis.documents import TreeRefused
from diagnosis.drafts.changing import open_draft
from diagnosis.models import DraftTree, PublishedTree, TreeChange
from diagnosis.services import current_tree, examples_left_behind, go_back
from repairs.council.dates import say_moment

MAY_EDIT = "diagnosis.change_drafttree"
MAY_PUBLISH = "diagnosis.publish_tree"

BEGUN_OR_PUBLISHED = "^(A draft|The draft|Version) "
"""What the history says besides what was changed in the draft."""


def version_urls(admin: ModelAdmin[PublishedTree]) -> list[URLPattern]:
    view = admin.admin_site.admin_view
    return [
        path("<int:tree_id>/edit/", view(partial(edit, admin)), name="diagnosis_publishedtree_edit"),
        path("<int:tree_id>/go-back/", view(partial(use_again, admin)), name="diagnosis_publishedtree_go_back"),
    ]


def edit(admin: ModelAdmin[PublishedTree], request: HttpRequest, tree_id: int) -> HttpResponse:
    if not request.user.has_perm(MAY_EDIT):
        raise PermissionDenied
    published = PublishedTree.objects.filter(pk=tree_id).first()
    if published is None or request.method != "POST":
        return to_version(request, published)
    by = request.user.get_username()
    there = DraftTree.objects.select_related("based_on").filter(key=published.key).first()
    try:
        draft = open_draft(published, by=by)
    except TreeRefused:
        messages.error(request, f"Version {published.version} cannot be read any more, so no draft can begin from it.")
        return to_version(request, published)
    if draft == there:
        messages.warning(request, say_draft(there))
    elif (latest := current_tree(published.key)) != published:
        messages.warning(
            request, f"This draft begins from version {published.version}. Version {latest.version} is in use."
        )
    return redirect("admin:diagnosis_drafttree_change", draft.pk)


def say_draft(draft: DraftTree) -> str:
    begun = f" from version {draft.based_on.version}" if draft.based_on else ""
    when = say_moment(draft.created_at)
    text = f"There was a draft already, so you work on that one. {draft.created_by} began it{begun} on {when}."
    people = ", ".join(who_changed(draft))
    return f"{text} Changed since by: {people}." if people else f"{text} Nobody has changed it since."


def who_changed(draft: DraftTree) -> list[str]:
    """Each of them once, whoever was last at the end."""
    since = TreeChange.objects.filter(tree_key=draft.key, at__gte=draft.created_at)
    changes = since.exclude(text__regex=BEGUN_OR_PUBLISHED).order_by("-pk")
    return list(dict.fromkeys(changes.values_list("by", flat=True)))[::-1]


def use_again(admin: ModelAdmin[PublishedTree], request: HttpRequest, tree_id: int) -> HttpResponse:
    if not request.user.has_perm(MAY_PUBLISH):
        raise PermissionDenied
    earlier = PublishedTree.objects.filter(pk=tree_id).first()
    if earlier is None or request.method != "POST":
        return to_version(request, earlier)
    latest = current_tree(earlier.key)
    try:
        published = go_back(earlier.key, earlier.version, by=request.user.get_username())
    except TreeRefused as refused:
        messages.error(request, say_refused(earlier, latest, refused))
        return to_version(request, earlier)
    if published == latest:
        messages.info(request, f"Nothing was published: version {latest.version}, which is in use, asks the same.")
    else:
        messages.success(request, say_gone_back(earlier, latest, published))
    return to_version(request, published)


def say_refused(earlier: PublishedTree, latest: PublishedTree, refused: TreeRefused) -> str:
    many = len(refused.problems)
    reasons = " ".join(problem.text for problem in refused.problems[:3])
    more = f" And {many - 3} more: see “To put right”." if many > 3 else ""
    return (
        f"Version {earlier.version} cannot be used again as it is, so version {latest.version} stays. {reasons}{more}"
    )


def say_gone_back(earlier: PublishedTree, latest: PublishedTree, published: PublishedTree) -> str:
    text = f"Version {earlier.version} is used again, as version {published.version}."
    left = len(examples_left_behind(latest, published))
    if not left:
        return text
    count = "1 example of it no longer applies" if left == 1 else f"{left} examples of it no longer apply"
    return f"{text} What version {latest.version} changed is no longer asked, and {count}."


def to_version(request: HttpRequest, tree: PublishedTree | None) -> HttpResponse:
    if tree is None:
        messages.warning(request, "There is no such version.")
        return redirect("admin:diagnosis_publishedtree_changelist")
    return redirect("admin:diagnosis_publishedtree_change", tree.pk)
