from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from diagnosis.admin.draft_addresses import find_address, hub_address
from diagnosis.admin.draft_errors import LinkedError, link_errors, say_refused
from diagnosis.admin.draft_front_forms import FrontForm, NewDraftForm
from diagnosis.admin.draft_hub import hub_context
from diagnosis.admin.draft_order import place_groups, read_places
from diagnosis.admin.draft_page import number_in
from diagnosis.admin.exporting import draft_export_urls
from diagnosis.admin.importing import importing_urls
from diagnosis.admin.publishing import publishing_urls
from diagnosis.admin.rules import rules_path
from diagnosis.documents import TreeRefused
from diagnosis.drafts.beginning import KeyTaken, begin_draft
from diagnosis.drafts.meanwhile import changed_whole, closed, last_change
from diagnosis.drafts.whole import WholeChanged, mark_front, mark_order, order_pages, save_front, tick_off
from diagnosis.models import DraftNode, DraftTree

TEMPLATES = "admin/diagnosis/drafttree"
GONE = "That draft is not there any more. It was published or thrown away."


@admin.register(DraftTree)
class DraftTreeAdmin(admin.ModelAdmin[DraftTree]):
    list_display = ["title", "key", "changed_at", "changed_by", "based_on"]
    list_select_related = ["based_on"]
    # Throwing a draft away is a page of its own, which keeps who did it.
    actions = None

    def get_urls(self) -> list[URLPattern]:
        return [
            path("<int:draft_id>/order/", self.admin_site.admin_view(self.order), name="diagnosis_drafttree_order"),
            path("<int:draft_id>/done/", self.admin_site.admin_view(self.done), name="diagnosis_drafttree_done"),
            *importing_urls(self),
            *draft_export_urls(self),
            *publishing_urls(self),
            rules_path(self),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = NewDraftForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            title, key = form.cleaned_data["title"], form.cleaned_data["key"]
            try:
                draft = begin_draft(title, key, by=request.user.get_username())
            except KeyTaken:
                form.add_error("key", f"There is a draft with the short name “{key}” already.")
            else:
                messages.success(request, "The draft is begun. Add its first question.")
                return redirect(hub_address(draft.pk))
        return self.show(request, "add", {"title": "Begin a diagnosis", "form": form, "errors": link_errors(form)})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        draft = self.find_draft(request, number_in(object_id))
        if request.method == "POST":
            if not self.has_change_permission(request, draft):
                raise PermissionDenied
            return self.save_front(request, draft) if draft else self.show_front_typed(request)
        return self.show_hub(request, draft) if draft else self.say_gone(request)

    def find_draft(self, request: HttpRequest, draft_id: int) -> DraftTree | None:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return DraftTree.objects.select_related("based_on").filter(pk=draft_id).first()

    def show_hub(
        self, request: HttpRequest, draft: DraftTree, form: FrontForm | None = None, **more: Any
    ) -> TemplateResponse:
        context = hub_context(request, draft, form, may_change=self.has_change_permission(request, draft))
        errors = link_errors(form) if form else []
        return self.show(request, "hub", {**context, "errors": errors, **more})

    def save_front(self, request: HttpRequest, draft: DraftTree) -> HttpResponse:
        form = FrontForm(draft, list(DraftNode.objects.filter(tree=draft)), request.POST)
        opened, seen = request.POST.get("opened", ""), number_in(request.POST.get("seen"))
        if not form.is_valid():
            return self.show_hub(request, draft, form, opened=opened, seen=seen)
        try:
            save_front(draft.pk, form.front, opened=opened, by=request.user.get_username())
        except WholeChanged:
            draft.refresh_from_db()
            told = changed_whole(draft.key, seen)
            return self.show_hub(request, draft, form, is_conflict=True, meanwhile=told, opened=mark_front(draft))
        except DraftTree.DoesNotExist:
            return self.show_front_typed(request)
        except TreeRefused as refused:
            form.add_error(None, say_refused(refused))
            return self.show_hub(request, draft, form)
        messages.success(request, "The title, language and first page are saved.")
        return redirect(hub_address(draft.pk))

    def show_front_typed(self, request: HttpRequest) -> TemplateResponse:
        labels = {"title": "Title", "language": "Language"}
        typed = [(label, request.POST[name]) for name, label in labels.items() if request.POST.get(name)]
        return self.show_gone(request, typed)

    def show_gone(self, request: HttpRequest, typed: list[tuple[str, str]]) -> TemplateResponse:
        key = request.POST.get("diagnosis", "")[:40].replace("\x00", "")
        context = {"title": "This draft is not there any more", "last": closed(key), "typed": typed}
        return self.show(request, "gone", context, status=410)

    def order(self, request: HttpRequest, draft_id: int) -> HttpResponse:
        draft = self.find_draft(request, draft_id)
        if not self.has_change_permission(request, draft):
            raise PermissionDenied
        if draft is None:
            return self.show_gone(request, []) if request.method == "POST" else self.say_gone(request)
        pages = list(DraftNode.objects.filter(tree=draft))
        if request.method != "POST":
            return self.show_order(request, draft, pages)
        places = read_places(pages, request.POST)
        opened = request.POST.get("opened", "")
        if places is None and opened == mark_order(pages):
            return self.show_order(request, draft, pages)
        try:
            order_pages(draft.pk, places or {}, opened=opened, by=request.user.get_username())
        except WholeChanged:
            told = changed_whole(draft.key, number_in(request.POST.get("seen")))
            pages = list(DraftNode.objects.filter(tree=draft))
            return self.show_order(request, draft, pages, is_conflict=True, meanwhile=told)
        except DraftTree.DoesNotExist:
            return self.show_gone(request, [])
        except TreeRefused as refused:
            messages.error(request, say_refused(refused))
            return redirect(hub_address(draft.pk))
        messages.success(request, "The order is saved.")
        return redirect(hub_address(draft.pk))

    def show_order(
        self, request: HttpRequest, draft: DraftTree, pages: list[DraftNode], **more: Any
    ) -> TemplateResponse:
        groups = place_groups(pages, request.POST if request.method == "POST" else None)
        context = {
            "title": f"Order of the pages: {draft.title}",
            "draft": draft,
            "hub": hub_address(draft.pk),
            "groups": groups,
            "errors": [LinkedError(line.error, line.name) for group in groups for line in group.lines if line.error],
            "opened": mark_order(pages),
            "seen": last_change(draft.key),
        }
        return self.show(request, "order", {**context, **more})

    def done(self, request: HttpRequest, draft_id: int) -> HttpResponse:
        """Ticks off something to look at after an import."""
        draft = self.find_draft(request, draft_id)
        if not self.has_change_permission(request, draft):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if draft is None:
            return self.say_gone(request)
        node_key, text = request.POST.get("node_key", ""), request.POST.get("text", "")
        tick_off(draft.pk, node_key, text, by=request.user.get_username())
        return redirect(f"{hub_address(draft.pk)}#attention")

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        draft = self.find_draft(request, number_in(object_id))
        if draft is None:
            return self.say_gone(request)
        return redirect(f"{reverse('admin:diagnosis_treechange_changelist')}?tree_key={draft.key}")

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_delete_permission(request):
            raise PermissionDenied
        address = find_address("admin:diagnosis_drafttree_discard", number_in(object_id))
        return redirect(address) if address else self.say_gone(request)

    def say_gone(self, request: HttpRequest) -> HttpResponse:
        messages.warning(request, GONE)
        return redirect("admin:diagnosis_drafttree_changelist")

    def show(self, request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> TemplateResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, f"{TEMPLATES}/{name}.html", {**shared, **context}, status=status)
