"""The pages of a draft in the admin: each is edited on its own, and reached from the draft."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from diagnosis.admin.draft_addresses import hub_address, page_address
from diagnosis.admin.draft_errors import say_refused
from diagnosis.admin.draft_page_context import page_context, page_marks
from diagnosis.admin.draft_page_parts import PageParts
from diagnosis.admin.draft_typed import typed_in
from diagnosis.documents import TreeRefused
from diagnosis.drafts.meanwhile import changed_page, closed
from diagnosis.drafts.pages import PageChanged, PageGone, add_page, remove_page, save_page
from diagnosis.models import DraftAdvice, DraftNode, DraftOutcome, DraftQuestion, DraftTree

TEMPLATES = "admin/diagnosis/draftpage"
GONE = "That page is not there any more. Someone has deleted it, or its draft was published or thrown away."


def number_in(text: str | None) -> int:
    """-1 where it is none that could be one of ours."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else -1


class DraftPageAdmin(admin.ModelAdmin[DraftNode]):
    """Whoever may see or change drafts may see or change their pages."""

    kind: ClassVar[str]

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """None: its pages are not listed on their own."""
        return {}

    def has_view_permission(self, request: HttpRequest, obj: DraftNode | None = None) -> bool:
        return self.has_change_permission(request, obj) or request.user.has_perm("diagnosis.view_drafttree")

    def has_change_permission(self, request: HttpRequest, obj: DraftNode | None = None) -> bool:
        return request.user.has_perm("diagnosis.change_drafttree")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: DraftNode | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("admin:diagnosis_drafttree_changelist")

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        page = self.find_page(request, object_id)
        return redirect("admin:diagnosis_drafttree_history", page.tree_id) if page else self.say_gone(request)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        draft = DraftTree.objects.filter(pk=number_in(request.GET.get("draft"))).first()
        if draft is None:
            return self.show_typed(request) if request.method == "POST" else self.say_gone(request)
        page = DraftNode(tree=draft, kind=self.kind)
        return self.post(request, page) if request.method == "POST" else self.show(request, page)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        page = self.find_page(request, object_id)
        if request.method != "POST":
            return self.show(request, page) if page else self.say_gone(request)
        if not self.has_change_permission(request, page):
            raise PermissionDenied
        return self.post(request, page) if page else self.show_typed(request)

    def find_page(self, request: HttpRequest, object_id: str) -> DraftNode | None:
        if not self.has_view_permission(request):
            raise PermissionDenied
        pages = DraftNode.objects.filter(kind=self.kind).select_related("tree")
        return pages.filter(pk=number_in(unquote(object_id))).first()

    def post(self, request: HttpRequest, page: DraftNode) -> HttpResponse:
        pages = list(DraftNode.objects.filter(tree=page.tree_id))
        parts = PageParts(page, pages, request.POST)
        if not parts.is_valid():
            return self.show(request, page, parts)
        try:
            page_id = self.write(request, page, parts)
        except PageChanged:
            return self.show_meanwhile(request, page.pk)
        except (PageGone, DraftTree.DoesNotExist):
            return self.show_typed(request)
        except TreeRefused as refused:
            parts.form.add_error(None, say_refused(refused))
            return self.show(request, page, parts)
        messages.success(request, f"“{parts.form.cleaned_data['heading']}” is saved.")
        return redirect(hub_address(page.tree_id) if "_back" in request.POST else page_address(self.kind, page_id))

    def write(self, request: HttpRequest, page: DraftNode, parts: PageParts) -> int:
        by = request.user.get_username()
        if page.pk is None:
            return add_page(page.tree_id, self.kind, parts.edit, by=by).pk
        revision = number_in(request.POST.get("revision"))
        save_page(page.tree_id, page.pk, parts.edit, revision=revision, by=by)
        return page.pk

    def show(
        self, request: HttpRequest, page: DraftNode, parts: PageParts | None = None, **more: Any
    ) -> TemplateResponse:
        may_change = self.has_change_permission(request, page)
        context = page_context(page, parts, may_change=may_change)
        if parts is not None and "seen" not in more:
            # Until it is saved, it is about the page as it was when the form was opened.
            opened = {name: number_in(request.POST.get(name)) for name in ("revision", "seen")}
            context |= opened
        context |= {**self.admin_site.each_context(request), "opts": self.opts, **more}
        return TemplateResponse(request, f"{TEMPLATES}/edit.html", context)

    def show_meanwhile(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """What was typed, with what the others did. Saving it again is done knowing that."""
        page = self.find_page(request, str(page_id))
        if page is None:
            return self.show_typed(request)
        pages = list(DraftNode.objects.filter(tree=page.tree_id))
        parts = PageParts(page, pages, request.POST)
        parts.is_valid()
        told = changed_page(page.tree.key, number_in(request.POST.get("seen")), page.heading)
        return self.show(request, page, parts, meanwhile=told, is_conflict=True, **page_marks(page))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        page = self.find_page(request, object_id)
        if not self.has_delete_permission(request, page):
            raise PermissionDenied
        if page is None:
            return self.say_gone(request)
        changed = False
        if request.method == "POST":
            try:
                revision = number_in(request.POST.get("revision"))
                remove_page(page.tree_id, page.pk, revision=revision, by=request.user.get_username())
            except PageChanged:
                changed = True
                page = self.find_page(request, object_id)
            except (PageGone, DraftTree.DoesNotExist):
                return self.say_gone(request)
            except TreeRefused as refused:
                messages.error(request, say_refused(refused))
                return redirect(hub_address(page.tree_id))
            else:
                messages.success(request, f"“{page.heading}” is deleted.")
                return redirect(hub_address(page.tree_id))
        return self.show_delete(request, page, changed=changed) if page else self.say_gone(request)

    def show_delete(self, request: HttpRequest, page: DraftNode, *, changed: bool) -> TemplateResponse:
        context = page_context(page, None, may_change=True)
        context |= {**self.admin_site.each_context(request), "opts": self.opts, "is_conflict": changed}
        context["title"] = f"Delete “{page.heading}”?"
        if changed:
            seen = number_in(request.POST.get("seen"))
            context["meanwhile"] = changed_page(page.tree.key, seen, page.heading)
        return TemplateResponse(request, f"{TEMPLATES}/delete.html", context)

    def say_gone(self, request: HttpRequest) -> HttpResponseRedirect:
        messages.warning(request, GONE)
        return redirect("admin:diagnosis_drafttree_changelist")

    def show_typed(self, request: HttpRequest) -> TemplateResponse:
        """The page is gone, and what was typed is still here to be copied."""
        key = request.POST.get("diagnosis", "")[:40].replace("\x00", "")
        draft = DraftTree.objects.filter(key=key).first()
        context = {
            **self.admin_site.each_context(request),
            "title": "This page is not there any more",
            "opts": self.opts,
            "draft": draft,
            "last": closed(key),
            "typed": typed_in(self.kind, request.POST),
        }
        return TemplateResponse(request, f"{TEMPLATES}/gone.html", context, status=410)


@admin.register(DraftQuestion)
class DraftQuestionAdmin(DraftPageAdmin):
    kind = "question"


@admin.register(DraftAdvice)
class DraftAdviceAdmin(DraftPageAdmin):
    kind = "advice"


@admin.register(DraftOutcome)
class DraftOutcomeAdmin(DraftPageAdmin):
    kind = "outcome"
