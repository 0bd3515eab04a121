"""Diagnoses as files to download."""

from functools import partial

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path

from diagnosis.documents import TreeRefused
from diagnosis.exporting import Exported, export_draft, export_published
from diagnosis.models import DraftTree, PublishedTree

GONE = "That draft is not there any more. It was published or thrown away."


def draft_export_urls(admin: ModelAdmin[DraftTree]) -> list[URLPattern]:
    view = admin.admin_site.admin_view(partial(download_draft, admin))
    return [path("<int:draft_id>/export/", view, name="diagnosis_drafttree_export")]


def version_export_urls(admin: ModelAdmin[PublishedTree]) -> list[URLPattern]:
    view = admin.admin_site.admin_view(partial(download_version, admin))
    return [path("<int:tree_id>/export/", view, name="diagnosis_publishedtree_export")]


def download_draft(admin: ModelAdmin[DraftTree], request: HttpRequest, draft_id: int) -> HttpResponseBase:
    if not admin.has_view_permission(request):
        raise PermissionDenied
    draft = DraftTree.objects.filter(pk=draft_id).first()
    if draft is None:
        messages.warning(request, GONE)
        return redirect("admin:diagnosis_drafttree_changelist")
    try:
        return as_download(export_draft(draft))
    except TreeRefused as refused:
        messages.error(request, f"The draft cannot be exported as it is. {refused}")
        return redirect("admin:diagnosis_drafttree_change", draft.pk)


def download_version(admin: ModelAdmin[PublishedTree], request: HttpRequest, tree_id: int) -> HttpResponseBase:
    if not admin.has_view_permission(request):
        raise PermissionDenied
    tree = PublishedTree.objects.filter(pk=tree_id).first()
    return as_download(export_published(tree)) if tree else redirect("admin:diagnosis_publishedtree_changelist")


def as_download(exported: Exported) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{exported.name}"'}
    return HttpResponse(exported.text, content_type="application/json; charset=utf-8", headers=headers)
