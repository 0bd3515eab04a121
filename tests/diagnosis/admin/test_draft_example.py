"""Staff look after the examples of a draft, without code and without overwriting each other."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from diagnosis.drafts.changing import changing, open_draft
from diagnosis.drafts.keeping_examples import keep_example
from diagnosis.example import Example, Expected
from diagnosis.models import DraftExample, DraftNode, DraftTree, PublishedTree, TreeChange
from diagnosis.services import publish_tree
from tests.diagnosis.builders import leak_document

pytestmark = pytest.mark.usefixtures("council")

LIST = reverse("admin:diagnosis_draftexample_changelist")
ADD = reverse("admin:diagnosis_draftexample_add")
SITUATION = {
    "name": "A cistern leaks more than a bucket catches, at night",
    "tenure": "secure",
    "season": "winter",
    "people_at_risk": ["pregnant"],
    "damp": "",
    "recent": "not-sure",
    "recalls": "1",
    "fact_contained": "no",
    "outcome": "cistern",
    "priority": "E24",
    "ending": "ring",
    "rules": ["pouring"],
}


def signed_in(*permissions: str) -> Client:
    user = User.objects.create_user("sam", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def sam() -> Client:
    return signed_in("view_drafttree", "change_drafttree")


@pytest.fixture
def draft() -> DraftTree:
    return open_draft(publish_tree(leak_document(), note="First", by="Sam"), by="Sam")


@pytest.fixture
def new(draft: DraftTree) -> DraftExample:
    """One that no published version carries."""
    expected = Expected(outcome="gas", ending="advice")
    example = Example(key="new", name="Smells gas at night", answers={"safety": "gas"}, recalls=0, expect=expected)
    return keep_example(draft.pk, example, by="Ali")


def page(example: DraftExample, name: str = "change") -> str:
    return reverse(f"admin:diagnosis_draftexample_{name}", args=[example.pk])


def listed(client: Client, draft: DraftTree, **query: str) -> str:
    return text_of(client.get(LIST, {"tree__id__exact": str(draft.pk), **query}))


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


def typed(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """What the form of that page would send, with some of it changed."""
    response = client.get(address)
    form, context = response.context["form"], response.context
    data = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    return data | {name: context[name] for name in ("revision", "seen")} | {"diagnosis": "leak"} | changes


def saves(client: Client, address: str, **changes: Any) -> Any:
    return client.post(address, typed(client, address, **changes), follow=True)


class TestTheList:
    def test_says_of_each_what_must_come_of_it_and_whether_it_holds(self, sam: Client, draft: DraftTree) -> None:
        DraftNode.objects.filter(tree=draft, key="tap-runs").update(priority="U7", ending="book")
        text = listed(sam, draft)
        assert "A bathroom tap drips Holds Tap that drips: R20 Routine, book a time" in text
        assert (
            "The kitchen tap will not turn off and water is running Does not hold"
            " Its priority is U7, not E24. It ends with “book”, not with “ring”." in text
        )

    def test_is_narrowed_down(self, sam: Client, draft: DraftTree) -> None:
        DraftExample.objects.filter(key="smell-of-gas").update(withdrawn="It is covered elsewhere.")
        assert "Withdrawn: It is covered elsewhere." in listed(sam, draft, show="withdrawn")
        assert "bathroom" not in listed(sam, draft, show="withdrawn")
        assert "There is no such example." in listed(sam, draft, show="fail")
        assert "A bathroom tap drips" in listed(sam, draft, q="TAP drips")
        assert "There is no such example." in listed(sam, draft, q="nothing of the kind")

    @pytest.mark.parametrize("query", ["", "x", "9" * 40, "-1"])
    def test_of_no_draft_is_the_list_of_drafts(self, sam: Client, draft: DraftTree, query: str) -> None:
        response = sam.get(LIST, {"tree__id__exact": query, "q": "'" * 9, "show": "x"})
        assert response.headers["Location"] == reverse("admin:diagnosis_drafttree_changelist")


class TestASituationWithoutAnswers:
    def test_is_described_in_words_and_kept(self, sam: Client, draft: DraftTree) -> None:
        response = saves(sam, f"{ADD}?draft={draft.pk}", **SITUATION)
        assert "The example “A cistern leaks more than a bucket catches, at night” is saved." in text_of(response)
        kept = DraftExample.objects.get(key__startswith="a-cistern-leaks-more")
        assert (kept.answers, kept.facts, kept.people_at_risk) == ({}, {"contained": "no"}, ["pregnant"])
        assert (kept.recalls, kept.recent, kept.rules) == (1, "not-sure", ["pouring"])
        text = text_of(sam.get(page(kept)))
        assert "It holds" in text
        assert "A bucket, bowl or towel cannot catch all of the water. It raises the priority to E24 Emergency." in text
        assert "was added" in TreeChange.objects.get(by="sam").text

    @pytest.mark.parametrize(
        ("wrong", "told"),
        [
            ({"name": ""}, "Enter the situation."),
            ({"name": "x" * 151}, "This has 151 characters. The most is 150."),
            ({"name": "A bathroom tap drips"}, "Another example has this name."),
            ({"outcome": ""}, "Select where it must end."),
            ({"outcome": "gone"}, "That is not in the list any more. Select another."),
            ({"priority": "Z9"}, "That is not in the list any more. Select another."),
            ({"ending": "\x00"}, "Select one of the list."),
            ({"rules": ["no-such-rule"]}, "Select one of the list."),
            ({"people_at_risk": ["nobody"]}, "Select one of the list."),
            ({"recalls": "10"}, "Select one of the list."),
            ({"fact_contained": "perhaps"}, "That is not in the list any more. Select another."),
        ],
    )
    def test_what_is_wrong_is_told_and_all_that_was_typed_is_kept(
        self, sam: Client, draft: DraftTree, wrong: dict[str, Any], told: str
    ) -> None:
        before = DraftExample.objects.count()
        response = saves(sam, f"{ADD}?draft={draft.pk}", **{**SITUATION, **wrong})
        assert told in text_of(response)
        assert response.context["form"]["recent"].value() == "not-sure"
        assert DraftExample.objects.count() == before

    def test_characters_that_no_page_shows_are_left_out(self, sam: Client, draft: DraftTree) -> None:
        saves(sam, f"{ADD}?draft={draft.pk}", **{**SITUATION, "name": "At\x00 night\x1b"})
        assert DraftExample.objects.filter(name="At night").exists()


class TestAnExampleWithAnswers:
    def test_shows_them_in_words_and_where_they_are_changed(self, sam: Client, draft: DraftTree) -> None:
        example = DraftExample.objects.get(key="smell-of-gas")
        response = sam.get(page(example))
        assert "Are any of these happening? I can smell gas" in text_of(response)
        assert f'href="{reverse("try-draft", args=[draft.pk])}?from={example.pk}"' in response.content.decode()

    def test_keeps_its_answers_when_something_else_is_changed(self, sam: Client, draft: DraftTree) -> None:
        example = DraftExample.objects.get(key="smell-of-gas")
        saves(sam, page(example), name="Smells gas")
        example.refresh_from_db()
        assert (example.name, example.key, example.answers) == ("Smells gas", "smell-of-gas", {"safety": "gas"})
        assert example.revision == 1

    def test_nothing_changes_when_nothing_is_changed(self, sam: Client, draft: DraftTree) -> None:
        before = list(DraftExample.objects.values())
        for example in DraftExample.objects.all()[:20]:
            saves(sam, page(example))
        assert list(DraftExample.objects.values()) == before

    def test_can_be_made_a_situation_without_answers(self, sam: Client, draft: DraftTree) -> None:
        example = DraftExample.objects.get(key="smell-of-gas")
        saves(sam, page(example), no_answers="on")
        example.refresh_from_db()
        assert example.answers == {}

    def test_names_what_is_not_there_any_more(self, sam: Client, draft: DraftTree) -> None:
        gone = {"answers": {"gone": "x", "safety": "y"}, "outcome": "gone", "rules": ["gone"], "facts": {"gone": "z"}}
        DraftExample.objects.filter(key="smell-of-gas").update(**gone)
        example = DraftExample.objects.get(key="smell-of-gas")
        text = text_of(sam.get(page(example)))
        for words in ("gone (there is no such page)", "y (not offered)", "gone (not in the table)", "no such rule"):
            assert words in text


class TestWithdrawingAndDeleting:
    def test_one_that_was_published_is_withdrawn_with_a_reason(self, sam: Client, draft: DraftTree) -> None:
        example = DraftExample.objects.get(key="smell-of-gas")
        DraftExample.objects.filter(pk=example.pk).update(ending="ring")
        saves(sam, page(example), withdrawn="The gas line has changed.")
        assert "Withdrawn" in text_of(sam.get(page(example)))
        assert "Do not hold (0)" in listed(sam, draft)

    def test_one_that_was_published_is_not_deleted(self, sam: Client, draft: DraftTree) -> None:
        example = DraftExample.objects.get(key="smell-of-gas")
        assert "Delete this example" not in text_of(sam.get(page(example)))
        for response in (sam.get(page(example, "delete")), sam.post(page(example, "delete"), {"revision": 0})):
            assert "so it cannot be deleted" in text_of(response)
        assert DraftExample.objects.filter(pk=example.pk).exists()

    def test_one_that_was_never_published_is_deleted(self, sam: Client, new: DraftExample) -> None:
        marks = sam.get(page(new, "delete")).context
        sam.post(page(new, "delete"), {"revision": marks["revision"], "seen": marks["seen"]})
        assert not DraftExample.objects.filter(pk=new.pk).exists()
        assert "“Smells gas at night” was removed" in TreeChange.objects.get(by="sam").text


class TestTwoPeople:
    def changes(self, example: DraftExample, **fields: Any) -> None:
        with changing(example.tree_id, by="Ali"):
            DraftExample.objects.filter(pk=example.pk).update(**fields)

    def test_are_told_and_nothing_is_overwritten(self, sam: Client, new: DraftExample) -> None:
        mine = typed(sam, page(new), name="Mine", priority="U3")
        self.changes(new, name="Theirs", season="summer")
        response = sam.post(page(new), mine)
        text = text_of(response)
        assert "Not saved: Ali changed this while you had it open" in text
        assert "was reworded to “Theirs”" in text
        assert (response.context["form"]["name"].value(), response.context["form"]["priority"].value()) == (
            "Mine",
            "U3",
        )
        assert DraftExample.objects.get(pk=new.pk).name == "Theirs"

    def test_may_save_over_what_they_were_told_of(self, sam: Client, new: DraftExample) -> None:
        mine = typed(sam, page(new), name="Mine")
        self.changes(new, name="Theirs")
        told = sam.post(page(new), mine).context
        sam.post(page(new), mine | {name: told[name] for name in ("revision", "seen")})
        assert DraftExample.objects.get(pk=new.pk).name == "Mine"

    def test_are_told_once_more_after_a_mistake(self, sam: Client, new: DraftExample) -> None:
        mine = typed(sam, page(new), name="")
        self.changes(new, name="Theirs")
        again = sam.post(page(new), mine).context
        response = sam.post(page(new), mine | {"name": "Mine", "revision": again["revision"], "seen": again["seen"]})
        assert "Not saved: Ali changed this" in text_of(response)

    def test_do_not_delete_what_the_other_has_changed(self, sam: Client, new: DraftExample) -> None:
        self.changes(new, name="Theirs")
        assert "Not deleted: Ali changed this" in text_of(sam.post(page(new, "delete"), {"revision": 1, "seen": 0}))
        assert DraftExample.objects.filter(pk=new.pk).exists()

    @pytest.mark.parametrize("gone", ["example", "draft"])
    def test_keep_what_they_typed_when_it_is_gone(self, sam: Client, new: DraftExample, gone: str) -> None:
        mine = typed(sam, page(new), name="My own words")
        new.tree.delete() if gone == "draft" else new.delete()
        response = sam.post(page(new), mine)
        assert (response.status_code, "My own words" in response.content.decode()) == (410, True)


class TestWhoMay:
    def test_look_at_them(self, draft: DraftTree, new: DraftExample) -> None:
        viewer = signed_in("view_drafttree")
        assert "Describe a situation" not in listed(viewer, draft)
        assert "You may look at this draft, and not change it." in text_of(viewer.get(page(new)))
        assert viewer.post(page(new), {}).status_code == 403
        assert viewer.get(f"{ADD}?draft={draft.pk}").status_code == 403
        assert viewer.post(page(new, "delete"), {}).status_code == 403

    def test_not_even_look(self, draft: DraftTree, new: DraftExample) -> None:
        stranger = signed_in()
        for address in (LIST, ADD, page(new), page(new, "delete"), page(new, "history")):
            assert stranger.get(address).status_code == 403

    def test_find_one_that_is_not_there(self, sam: Client, draft: DraftTree) -> None:
        for name in ("change", "delete", "history"):
            for number in ("0", "x", "9" * 30):
                address = f"/admin/diagnosis/draftexample/{number}/{name}/"
                assert sam.get(address).headers["Location"] == reverse("admin:diagnosis_drafttree_changelist")
        assert sam.get(f"{ADD}?draft=x").status_code == 302
        assert PublishedTree.objects.count() == 1
