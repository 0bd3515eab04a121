"""Who may try what, and addresses that make no sense."""

import pytest
from django.test import Client
from django.urls import reverse

from diagnosis.models import DraftExample, DraftTree, PublishedTree
from tests.report.try_draft.trier import MAY_CHANGE, Trier

LONG = "x" * 10_000
NONSENSE = [
    "answers=....,,,safety",
    "answers=safety.none,where.gone,gone.gone",
    f"answers={LONG}",
    "answers=safety.%ff%fe",
    "view=x&at=x&page=x&option=x&example=x",
    f"view={LONG}&at={LONG}&page=safety&option={LONG}",
    "example=99999999999999999999999999",
    "example=-1&example=%D9%A3",
    "page=safety&option=none&option=gas",
    "people=over-65&people=nobody&damp=perhaps&recalls=-1&recalls=99&tenure=&season=spring&fact_foul=yes&fact_=x",
    "&".join(f"x{n}=1" for n in range(190)),
]
END = "answers=safety.none,where.kitchen,kitchen.tap,tap.drips"


@pytest.mark.parametrize("nonsense", NONSENSE)
@pytest.mark.parametrize("beside", ["", END, f"view=agent&{END}"])
def test_what_makes_no_sense_is_not_answered(draft: DraftTree, sam: Trier, nonsense: str, beside: str) -> None:
    for address in (
        reverse("try-draft", args=[draft.pk]),
        reverse("try-published", args=[PublishedTree.objects.get().pk]),
        reverse("try-keep", args=[draft.pk]),
    ):
        assert sam.client.get(f"{address}?{beside}&{nonsense}", follow=True).status_code == 200


def test_answers_that_no_longer_exist_are_asked_again(draft: DraftTree, sam: Trier) -> None:
    sam.tries(draft, "safety.none", "where.gone", "kitchen.tap")
    assert sam.heading == "Where is the water?"


@pytest.mark.parametrize("number", [0, 999, 10**30])
def test_what_is_not_there_any_more(sam: Trier, number: int) -> None:
    for name in ("try-draft", "try-published", "try-keep"):
        sam.goes_to(reverse(name, args=[number]))
        assert (sam.response.status_code, sam.heading) == (404, "There is nothing to try here")


def test_whoever_is_not_signed_in_is_asked_to(draft: DraftTree) -> None:
    for name in ("try-draft", "try-published", "try-keep"):
        response = Client().get(reverse(name, args=[draft.pk]))
        assert response.headers["Location"].startswith("/admin/login/?next=/try/")


@pytest.mark.parametrize(
    ("permissions", "allowed"),
    [
        ((), set()),
        (("view_drafttree",), {"try-draft"}),
        (("change_drafttree",), {"try-draft", "try-keep"}),
        (("view_publishedtree",), {"try-published"}),
        (MAY_CHANGE, {"try-draft", "try-published", "try-keep"}),
    ],
)
def test_only_whoever_may_see_it_may_try_it(draft: DraftTree, permissions: tuple[str, ...], allowed: set[str]) -> None:
    trier = Trier(*permissions)
    pks = {"try-draft": draft.pk, "try-keep": draft.pk, "try-published": PublishedTree.objects.get().pk}
    codes = {name: trier.client.get(reverse(name, args=[pk]), follow=True).status_code for name, pk in pks.items()}
    assert codes == {name: 200 if name in allowed else 403 for name in pks}


def test_whoever_may_only_look_is_not_offered_to_keep_anything(draft: DraftTree) -> None:
    trier = Trier("view_drafttree")
    trier.tries(draft, "safety.gas")
    assert trier.buttons == ["Decide again"]
    assert trier.client.post(f"{reverse('try-keep', args=[draft.pk])}?answers=safety.gas").status_code == 403
    assert DraftExample.objects.count() == len(draft.examples.all())


def test_no_page_is_kept_by_a_browser(draft: DraftTree, sam: Trier) -> None:
    sam.tries(draft)
    assert "no-store" in sam.response.headers["Cache-Control"]
