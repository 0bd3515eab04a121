"""A diagnosis from a file, ours or another service's, into a draft."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from diagnosis.admin.import_form import ImportForm
from diagnosis.documents import TreeRefused
from diagnosis.imports.council_codes import NAMES
from diagnosis.imports.formats import FORMATS
from diagnosis.imports.into_draft import Imported, import_tree
from diagnosis.imports.limits import MOST_BYTES
from diagnosis.models import DraftTree
from repairs.council.models import Priority

MAY_REPLACE = "diagnosis.delete_drafttree"


def importing_urls(admin: ModelAdmin[DraftTree]) -> list[URLPattern]:
    view = admin.admin_site.admin_view(partial(import_page, admin))
    return [path("import/", view, name="diagnosis_drafttree_import")]


def import_page(admin: ModelAdmin[DraftTree], request: HttpRequest) -> HttpResponse:
    if not admin.has_add_permission(request):
        raise PermissionDenied
    may_replace = request.user.has_perm(MAY_REPLACE)
    if request.method != "POST":
        return show_form(admin, request, ImportForm(may_replace=may_replace))
    form = ImportForm(request.POST, request.FILES, may_replace=may_replace)
    if form.is_valid():
        try:
            return import_file(admin, request, form.cleaned_data["file"], **form.given)
        except TreeRefused as refused:
            form.refuse(refused)
    return show_form(admin, request, form)


def import_file(
    admin: ModelAdmin[DraftTree], request: HttpRequest, file: UploadedFile[Any], **given: Any
) -> HttpResponse:
    content, by = file.read(MOST_BYTES + 1), request.user.get_username()
    imported = import_tree(content, file_name=file.name or "", by=by, **given)
    say_imported(request, imported)
    if not admin.has_view_permission(request):
        return redirect("admin:index")
    return redirect("admin:diagnosis_drafttree_change", imported.draft.pk)


def say_imported(request: HttpRequest, imported: Imported) -> None:
    if not imported.made:
        messages.info(request, "The draft says the same as the file already. Nothing was changed.")
        return
    count = len(imported.draft.attention)
    look = f" See “To look at after the import”: {count}." if count else ""
    messages.success(request, f"This draft was made from a file: {imported.read.format.name}.{look}")


def show_form(admin: ModelAdmin[DraftTree], request: HttpRequest, form: ImportForm) -> HttpResponse:
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": "Import a diagnosis from a file",
        "form": form,
        "formats": [format.name for format in FORMATS],
        "names": NAMES.items(),
        "priorities": Priority.objects.all(),
    }
    return TemplateResponse(request, "admin/diagnosis/drafttree/import.html", context)
