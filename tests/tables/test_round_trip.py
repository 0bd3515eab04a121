"""What is exported imports back unchanged, whatever a row holds."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from diagnosis.models import SorItem
from diagnosis.sor_table import SorTable
from repairs.council.models import Trade
from repairs.council.trade_table import TradeTable
from repairs.tables.csv_file import is_text
from repairs.tables.exporting import export_table
from repairs.tables.importing import check_file

LETTERS = st.characters(categories=["L", "M", "N", "P", "S", "Zs"]) | st.sampled_from("='\"+-@,;\t|")


def words(longest: int, least: int = 1) -> st.SearchStrategy[str]:
    """As a form of the admin takes them: without spaces at the ends."""
    return st.text(LETTERS.filter(is_text), max_size=longest).map(str.strip).filter(lambda text: len(text) >= least)


class RoundTrip(TestCase):
    @settings(max_examples=100, deadline=None)
    @given(
        st.builds(Trade, code=words(4), name=words(40), person=words(40), hact_code=words(6)),
        st.builds(
            SorItem,
            code=st.just("A/1.B-2"),
            description=words(200),
            minutes=st.integers(5, 960),
            cost=st.decimals(0, 999999, places=2),
            follow_on=words(200, 0),
        ),
    )
    def test_any_row(self, trade: Trade, item: SorItem) -> None:
        trade.save()
        item.trade = trade
        item.save()
        for table in (TradeTable(), SorTable()):
            comparison = check_file(table, export_table(table))
            assert (comparison.changes, comparison.same, comparison.kept) == (0, 1, ())
