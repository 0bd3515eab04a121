"""Importing and exporting a table in the admin: upload a file, look at what it changes, agree."""

from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from repairs.tables.comparison import Comparison
from repairs.tables.csv_file import MOST_BYTES, Fault
from repairs.tables.exporting import export_table
from repairs.tables.importing import FileRefused, TableChanged, check_file, import_file
from repairs.tables.models import Upload
from repairs.tables.table import Table
from repairs.tables.uploads import find_upload, keep_upload

Row = TypeVar("Row", bound=Model)
MOST_FAULTS = 100
MOST_LINES = 500
CHANGED_MEANWHILE = "The table has changed since this page was made. Nothing was imported. Look at the changes again."
GONE = "That file was imported already, or is more than a day old. Select it again."


class UploadForm(forms.Form):
    file = forms.FileField(
        label="CSV file",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv", "aria-describedby": "id_file_helptext"}),
        error_messages={"required": "Select a CSV file.", "empty": "The file is empty."},
        max_length=255,
    )


class ImportsFromCsv(admin.ModelAdmin[Row]):
    table: ClassVar[type[Table]]
    change_list_template = "admin/tables/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("import/", view(self.upload_page), name=f"{name}_import"),
            path("import/<int:id>/", view(self.preview_page), name=f"{name}_preview"),
            path("export/", view(require_safe(self.export_page)), name=f"{name}_export"),
            *super().get_urls(),
        ]

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {"may_import": self.has_import_permission(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    def export_page(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        response = HttpResponse(export_table(self.table()), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.file_name}.csv"'
        return response

    def upload_page(self, request: HttpRequest) -> HttpResponseBase:
        if not self.has_import_permission(request):
            raise PermissionDenied
        form, faults = UploadForm(), []
        if request.method == "POST":
            form = UploadForm(request.POST, request.FILES)
            if form.is_valid():
                try:
                    return self.preview_of(request, form.cleaned_data["file"])
                except FileRefused as refused:
                    faults = refused.faults
        return self.show_upload(request, form, faults)

    def preview_of(self, request: HttpRequest, file: UploadedFile[Any]) -> HttpResponseBase:
        table, content = self.table(), file.read(MOST_BYTES + 1)
        check_file(table, content)
        upload = keep_upload(table, name=file.name or "", content=content, by=request.user)
        return redirect(self.address("preview", upload.pk))

    def preview_page(self, request: HttpRequest, id: int) -> HttpResponseBase:
        if not self.has_import_permission(request):
            raise PermissionDenied
        upload = find_upload(self.table(), id, request.user)
        if upload is None:
            self.message_user(request, GONE, messages.WARNING)
            return redirect(self.address("import"))
        try:
            if request.method == "POST":
                return self.agree(request, upload)
            return self.show_preview(request, upload, check_file(self.table(), bytes(upload.content)))
        except FileRefused as refused:
            return self.show_upload(request, UploadForm(), refused.faults)

    def agree(self, request: HttpRequest, upload: Upload) -> HttpResponseBase:
        shown, content = request.POST.get("shown", ""), bytes(upload.content)
        try:
            done = import_file(self.table(), content, source=upload.name, by=request.user, shown=shown)
        except TableChanged:
            self.message_user(request, CHANGED_MEANWHILE, messages.WARNING)
            return redirect(self.address("preview", upload.pk))
        upload.delete()
        self.after_import()
        self.message_user(request, f"Imported {upload.name}: {done.counts}", messages.SUCCESS)
        return redirect(self.address("changelist"))

    def after_import(self) -> None:
        """For what must be forgotten when rows change."""

    def show_upload(self, request: HttpRequest, form: UploadForm, faults: list[Fault]) -> HttpResponse:
        shown = [*form.errors.get("file", []), *(str(fault) for fault in faults[:MOST_FAULTS])]
        context = {
            "form": form,
            "faults": shown,
            "more_faults": max(len(faults) - MOST_FAULTS, 0),
            "columns": self.table().columns,
            "most_mb": MOST_BYTES // 1024**2,
            "title": f"Import {self.opts.verbose_name_plural} from a CSV file",
        }
        return self.show(request, "admin/tables/upload.html", context)

    def show_preview(self, request: HttpRequest, upload: Upload, comparison: Comparison) -> HttpResponse:
        context = {
            "upload": upload,
            "comparison": comparison,
            "changed": comparison.changed[:MOST_LINES],
            "added": comparison.added[:MOST_LINES],
            "kept": comparison.kept[:MOST_LINES],
            "most_lines": MOST_LINES,
            "title": "Check what the file changes",
        }
        return self.show(request, "admin/tables/preview.html", context)

    def show(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        site = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        return TemplateResponse(request, template, {**site, "file_name": self.file_name, **context})

    def address(self, page: str, *args: int) -> str:
        return reverse(f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    @property
    def file_name(self) -> str:
        return str(self.opts.verbose_name_plural).lower().replace(" ", "-")
