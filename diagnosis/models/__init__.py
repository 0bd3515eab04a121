from diagnosis.models.draft_example import DraftExample
from diagnosis.models.draft_node import DraftAdvice, DraftNode, DraftOption, DraftOutcome, DraftQuestion, DraftSorLine
from diagnosis.models.draft_tree import DraftTree
from diagnosis.models.published_tree import Immutable, PublishedTree
from diagnosis.models.report_tally import ReportTally
from diagnosis.models.sor_item import SorItem
from diagnosis.models.tree_change import TreeChange

__all__ = [
    "DraftAdvice",
    "DraftExample",
    "DraftNode",
    "DraftOption",
    "DraftOutcome",
    "DraftQuestion",
    "DraftSorLine",
    "DraftTree",
    "Immutable",
    "PublishedTree",
    "ReportTally",
    "SorItem",
    "TreeChange",
]
