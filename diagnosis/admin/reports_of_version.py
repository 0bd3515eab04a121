"""Where the reports of one published version ended up, as a page and as a file."""

from datetime import datetime

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_safe

from diagnosis.admin.shown_reports import shown_reports
from diagnosis.documents import TreeRefused
from diagnosis.models import PublishedTree
from diagnosis.reports.as_csv import write_csv
from diagnosis.reports.counting import count_reports
from diagnosis.reports.figures import Figures
from diagnosis.reports.table import outcome_rows, page_rows
from diagnosis.reports.totals import totals

Admin = ModelAdmin[PublishedTree]


def reports_path(admin: Admin) -> URLPattern:
    @require_safe
    def view(request: HttpRequest, id: int) -> HttpResponse:
        return show_reports(admin, request, find_version(id))

    return path("<int:id>/reports/", admin.admin_site.admin_view(view), name="diagnosis_publishedtree_reports")


def find_version(id: int) -> PublishedTree:
    """Without its document. Raises Http404."""
    version = PublishedTree.objects.defer("document").filter(pk=id).first()
    if version is None:
        raise Http404
    return version


def show_reports(admin: Admin, request: HttpRequest, version: PublishedTree) -> HttpResponse:
    if not admin.has_view_permission(request, version):
        raise PermissionDenied
    now = timezone.now()
    others = PublishedTree.objects.defer("document").filter(key=version.key)
    before = others.filter(version__lt=version.version).order_by("-version").first()
    figures, figures_before = read_figures(version, now), read_figures(before, now)
    if figures and request.GET.get("format") == "csv":
        return as_file(version, figures, figures_before)
    shown = shown_reports(version, figures, figures_before) if figures else None
    words = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": f"{shown.title if shown else version.key}, version {version.version}: where reports ended up",
        "version": version,
        "before": before,
        "after": others.filter(version__gt=version.version).order_by("version").first(),
        "shown": shown,
    }
    return render(request, "admin/diagnosis/publishedtree/reports.html", words)


def read_figures(version: PublishedTree | None, now: datetime) -> Figures | None:
    """None where the document of an old version can no longer be read."""
    try:
        return count_reports(version.pk, now) if version else None
    except TreeRefused:
        return None


def as_file(version: PublishedTree, figures: Figures, before: Figures | None) -> HttpResponse:
    content = write_csv(totals(figures, before), outcome_rows(figures, before), page_rows(figures, before))
    name = f"reports-{version.key}-{version.version}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
