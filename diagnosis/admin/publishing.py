"""Publishing a draft, and throwing one away: what would happen is told before it does."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from diagnosis.admin.draft_page import number_in
from diagnosis.admin.publish_form import PublishForm
from diagnosis.admin.review import Review, review_draft, tell_lost
from diagnosis.documents import TreeRefused
from diagnosis.drafts.meanwhile import changes_since
from diagnosis.drafts.publishing import ChangedMeanwhile, NothingChanged, discard_draft, publish_draft
from diagnosis.models import DraftTree, PublishedTree, TreeChange
from repairs.council.dates import say_moment

MAY_PUBLISH = "diagnosis.publish_tree"
MAY_DISCARD = "diagnosis.delete_drafttree"
FOLDER = "admin/diagnosis/drafttree"

TO_PUT_RIGHT = "Not published. Put right what is listed under “To put right”."
DO_NOT_HOLD = "Not published. Some examples do not hold."
NOTHING_NEW = "Not published. This draft asks the same as the version in use."


def publishing_urls(admin: ModelAdmin[DraftTree]) -> list[URLPattern]:
    """The pages `publish/` and `discard/` of a draft."""
    view = admin.admin_site.admin_view
    return [
        path("<int:draft_id>/publish/", view(partial(publish, admin)), name="diagnosis_drafttree_publish"),
        path("<int:draft_id>/discard/", view(partial(discard, admin)), name="diagnosis_drafttree_discard"),
    ]


def publish(admin: ModelAdmin[DraftTree], request: HttpRequest, draft_id: int) -> HttpResponse:
    require(request, MAY_PUBLISH)
    try:
        review = review_draft(draft_id)
        if request.method != "POST":
            return show_publish(admin, request, review, PublishForm(review.failing, initial=looked_at(review)))
        return try_to_publish(admin, request, review)
    except DraftTree.DoesNotExist:
        return tell_gone(request, draft_id)


def try_to_publish(admin: ModelAdmin[DraftTree], request: HttpRequest, review: Review) -> HttpResponse:
    form = PublishForm(review.failing, request.POST)
    if not form.is_valid() and not form.has_lost_its_place:
        return show_publish(admin, request, review, form)
    try:
        if form.has_lost_its_place:
            raise ChangedMeanwhile
        published = publish_draft(
            review.draft.pk,
            note=form.cleaned_data["note"],
            by=request.user.get_username(),
            revision=form.cleaned_data["revision"],
            over=form.cleaned_data["over"],
            withdrawn=form.withdrawn,
        )
    except (ChangedMeanwhile, TreeRefused, NothingChanged) as refused:
        return show_refused(admin, request, review_draft(review.draft.pk), form, refused)
    tell_published(request, published)
    return redirect("admin:diagnosis_publishedtree_change", published.pk)


def show_refused(
    admin: ModelAdmin[DraftTree], request: HttpRequest, review: Review, form: PublishForm, refused: Exception
) -> HttpResponse:
    """The page as it is by now, with all that was typed."""
    again = PublishForm(review.failing, {**request.POST.dict(), **looked_at(review)})
    if isinstance(refused, ChangedMeanwhile):
        return show_publish(admin, request, review, again, since=changes_since(review.draft.key, form.last_seen))
    why = NOTHING_NEW if isinstance(refused, NothingChanged) else (TO_PUT_RIGHT if review.problems else DO_NOT_HOLD)
    return show_publish(admin, request, review, again, why=why)


def show_publish(
    admin: ModelAdmin[DraftTree],
    request: HttpRequest,
    review: Review,
    form: PublishForm,
    *,
    since: list[TreeChange] | None = None,
    why: str = "",
) -> HttpResponse:
    context = {
        "form": form,
        "review": review,
        "examples": form.shown_examples(),
        "more_examples": len(review.failing) - len(form.failing),
        "since": since,
        "why": why,
        "can_publish": not review.is_same and (form.is_bound or not review.problems),
        "has_errors": since is not None or bool(why) or bool(form.errors),
    }
    return show(admin, request, review, "publish", f"Publish {review.draft.title}", context)


def discard(admin: ModelAdmin[DraftTree], request: HttpRequest, draft_id: int) -> HttpResponse:
    require(request, MAY_DISCARD)
    try:
        if request.method == "POST":
            return throw_away(admin, request, draft_id)
        return show_discard(admin, request, draft_id)
    except DraftTree.DoesNotExist:
        return tell_gone(request, draft_id)


def throw_away(admin: ModelAdmin[DraftTree], request: HttpRequest, draft_id: int) -> HttpResponse:
    title, revision = DraftTree.objects.get(pk=draft_id).title, number_in(request.POST.get("revision"))
    try:
        discard_draft(draft_id, by=request.user.get_username(), revision=revision)
    except ChangedMeanwhile:
        return show_discard(admin, request, draft_id, has_errors=True)
    messages.success(request, f"The draft of “{title}” was thrown away. What is published stays as it is.")
    return redirect("admin:diagnosis_drafttree_changelist")


def show_discard(
    admin: ModelAdmin[DraftTree], request: HttpRequest, draft_id: int, *, has_errors: bool = False
) -> HttpResponse:
    review = review_draft(draft_id)
    context = {"review": review, "lost": tell_lost(review.draft), "has_errors": has_errors}
    return show(admin, request, review, "discard", f"Throw away the draft of {review.draft.title}", context)


def show(
    admin: ModelAdmin[DraftTree], request: HttpRequest, review: Review, name: str, title: str, more: dict[str, Any]
) -> HttpResponse:
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": title,
        "hub": reverse("admin:diagnosis_drafttree_change", args=[review.draft.pk]),
        **more,
    }
    return TemplateResponse(request, f"{FOLDER}/{name}.html", context)


def looked_at(review: Review) -> dict[str, int]:
    return {"revision": review.draft.revision, "over": review.over, "seen": review.seen}


def tell_published(request: HttpRequest, published: PublishedTree) -> None:
    asked = f"New reports are asked version {published.version} from now on."
    kept = "Reports already begun keep the version that they began with."
    messages.success(request, f"Version {published.version} is published. {asked} {kept}")


def tell_gone(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Where it went: someone may have pressed a button twice, or someone else was faster."""
    published = PublishedTree.objects.filter(was_draft=draft_id).first()
    if published is None:
        messages.warning(request, "This draft is not there any more: it was thrown away.")
        return redirect("admin:diagnosis_drafttree_changelist")
    when = say_moment(published.published_at)
    by = published.published_by
    messages.info(
        request, f"This draft is published already: {by} published it as version {published.version} on {when}."
    )
    return redirect("admin:diagnosis_publishedtree_change", published.pk)


def require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied
