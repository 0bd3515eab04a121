"""The examples of a draft in the admin: cases that must hold before it is published."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from diagnosis.admin.draft_addresses import find_address
from diagnosis.admin.draft_example_context import example_context, example_marks
from diagnosis.admin.draft_example_form import ExampleForm
from diagnosis.admin.draft_example_list import list_context
from diagnosis.admin.draft_page import number_in
from diagnosis.drafts.example_meanwhile import changed_example
from diagnosis.drafts.keeping_examples import (
    ExampleChanged,
    ExampleGone,
    ExamplePublished,
    NameTaken,
    change_example,
    keep_example,
    remove_example,
)
from diagnosis.drafts.meanwhile import closed
from diagnosis.models import DraftExample, DraftTree

TEMPLATES = "admin/diagnosis/draftexample"
GONE = "That example is not there any more. Someone has deleted it, or its draft was published or thrown away."
TAKEN = "Another example has this name."
TYPED = {"name": "The situation", "withdrawn": "Why it is withdrawn"}


@admin.register(DraftExample)
class DraftExampleAdmin(admin.ModelAdmin[DraftExample]):
    """Whoever may see or change drafts may see or change their examples."""

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """None: they are listed with their draft."""
        return {}

    def has_view_permission(self, request: HttpRequest, obj: DraftExample | None = None) -> bool:
        return self.has_change_permission(request, obj) or request.user.has_perm("diagnosis.view_drafttree")

    def has_change_permission(self, request: HttpRequest, obj: DraftExample | None = None) -> bool:
        return request.user.has_perm("diagnosis.change_drafttree")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: DraftExample | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        draft = DraftTree.objects.filter(pk=number_in(request.GET.get("tree__id__exact"))).first()
        if draft is None:
            return redirect("admin:diagnosis_drafttree_changelist")
        shown, words = request.GET.get("show", ""), request.GET.get("q", "").replace("\x00", "")
        may_change = self.has_change_permission(request)
        return self.show(request, "list", list_context(draft, shown, words, may_change=may_change))

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        draft = DraftTree.objects.filter(pk=number_in(request.GET.get("draft"))).first()
        if draft is None:
            return self.show_typed(request) if request.method == "POST" else self.say_gone(request)
        return self.answer(request, DraftExample(tree=draft))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        example = self.find_example(request, object_id)
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied
        if example is None:
            return self.show_typed(request) if request.method == "POST" else self.say_gone(request)
        return self.answer(request, example)

    def answer(self, request: HttpRequest, example: DraftExample) -> HttpResponse:
        if request.method != "POST":
            return self.show_edit(request, example)
        form = ExampleForm(example, request.POST)
        if not form.is_valid():
            return self.show_edit(request, example, form, **opened_in(request))
        try:
            kept = self.write(request, example, form)
        except NameTaken:
            form.add_error("name", TAKEN)
            return self.show_edit(request, example, form, **opened_in(request))
        except ExampleChanged:
            return self.show_meanwhile(request, example.pk, form)
        except (ExampleGone, DraftTree.DoesNotExist):
            return self.show_typed(request)
        messages.success(request, f"The example “{kept.name}” is saved.")
        return redirect(list_address(kept) if "_back" in request.POST else address_of(kept))

    def write(self, request: HttpRequest, example: DraftExample, form: ExampleForm) -> DraftExample:
        by = request.user.get_username()
        if example.pk is None:
            return keep_example(example.tree_id, form.kept, by=by)
        return change_example(example.pk, form.kept, revision=number_in(request.POST.get("revision")), by=by)

    def show_meanwhile(self, request: HttpRequest, example_id: int, form: ExampleForm) -> HttpResponse:
        """What was typed, with what the others did. Saving it again is done knowing that."""
        example = self.find_example(request, str(example_id))
        if example is None:
            return self.show_typed(request)
        told = changed_example(example.tree.key, number_in(request.POST.get("seen")), example.name)
        marks = example_marks(example)
        return self.show_edit(request, example, form, is_conflict=True, meanwhile=told, **marks)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        example = self.find_example(request, object_id)
        if not self.has_delete_permission(request, example):
            raise PermissionDenied
        if example is None:
            return self.say_gone(request)
        more: dict[str, Any] = {}
        if request.method == "POST":
            try:
                revision = number_in(request.POST.get("revision"))
                remove_example(example.pk, revision=revision, by=request.user.get_username())
            except ExampleChanged:
                example.refresh_from_db()
                seen = number_in(request.POST.get("seen"))
                more = {"is_conflict": True, "meanwhile": changed_example(example.tree.key, seen, example.name)}
            except ExamplePublished:
                pass
            except (ExampleGone, DraftTree.DoesNotExist):
                return self.say_gone(request)
            else:
                messages.success(request, f"The example “{example.name}” is deleted.")
                return redirect(list_address(example))
        context = example_context(example, None, may_change=True)
        return self.show(request, "delete", {**context, "title": f"Delete “{example.name}”?", **more})

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        example = self.find_example(request, object_id)
        return redirect("admin:diagnosis_drafttree_history", example.tree_id) if example else self.say_gone(request)

    def find_example(self, request: HttpRequest, object_id: str) -> DraftExample | None:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return DraftExample.objects.select_related("tree").filter(pk=number_in(unquote(object_id))).first()

    def show_edit(
        self, request: HttpRequest, example: DraftExample, form: ExampleForm | None = None, **more: Any
    ) -> TemplateResponse:
        context = example_context(example, form, may_change=self.has_change_permission(request))
        return self.show(request, "edit", {**context, **more})

    def show_typed(self, request: HttpRequest) -> TemplateResponse:
        """The example is gone, and what was typed is still here to be copied."""
        key = request.POST.get("diagnosis", "")[:40].replace("\x00", "")
        context = {
            "title": "This example is not there any more",
            "draft": DraftTree.objects.filter(key=key).first(),
            "last": closed(key),
            "typed": [(label, request.POST[name]) for name, label in TYPED.items() if request.POST.get(name)],
        }
        return self.show(request, "gone", context, status=410)

    def say_gone(self, request: HttpRequest) -> HttpResponse:
        messages.warning(request, GONE)
        return redirect("admin:diagnosis_drafttree_changelist")

    def show(self, request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> TemplateResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, f"{TEMPLATES}/{name}.html", {**shared, **context}, status=status)


def opened_in(request: HttpRequest) -> dict[str, int]:
    """Until it is saved, the form is about the example as it was when it was opened."""
    return {name: number_in(request.POST.get(name)) for name in ("revision", "seen")}


def address_of(example: DraftExample) -> str:
    return find_address("admin:diagnosis_draftexample_change", example.pk)


def list_address(example: DraftExample) -> str:
    return f"{find_address('admin:diagnosis_draftexample_changelist')}?tree__id__exact={example.tree_id}"
