"""What must not break across lines, in words that may."""

import pytest
from markupsafe import Markup

from repairs.council.whole import whole

KEPT = '<span class="council-whole">{}</span>'


@pytest.mark.parametrize(
    "one", ["NM1 2AB", "SW1A 1AA", "PX7-MCG-WXVR", "07700 900123", "07700 900 982", "0300 111 3000"]
)
def test_it_stays_in_one_piece(one: str) -> None:
    assert whole(f"See {one}, or ring.") == f"See {KEPT.format(one)}, or ring."


@pytest.mark.parametrize("words", ["1 Test Street, Northmere", "8am to midday", "From 1 May to 2 June", "A-B-C"])
def test_other_words_wrap(words: str) -> None:
    assert whole(words) == words


def test_what_somebody_typed_is_escaped() -> None:
    assert whole("<b> NM1 2AB & co") == f"&lt;b&gt; {KEPT.format('NM1 2AB')} &amp; co"


def test_what_may_hold_no_tags_keeps_its_words() -> None:
    field = Markup('<select><option value="1">NM1 2AB</option></select><textarea>NM1 2AB</textarea>')
    assert whole(field) == field


def test_addresses_of_links_are_left_alone() -> None:
    link = Markup('<a href="/repair/PX7-MCG-WXVR/">PX7-MCG-WXVR</a>')
    assert whole(link) == f'<a href="/repair/PX7-MCG-WXVR/">{KEPT.format("PX7-MCG-WXVR")}</a>'
