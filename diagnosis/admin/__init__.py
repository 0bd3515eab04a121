from diagnosis.admin.draft_example import DraftExampleAdmin
from diagnosis.admin.draft_page import DraftAdviceAdmin, DraftOutcomeAdmin, DraftQuestionAdmin
from diagnosis.admin.draft_tree import DraftTreeAdmin
from diagnosis.admin.published_tree import PublishedTreeAdmin
from diagnosis.admin.sor_item import SorItemAdmin
from diagnosis.admin.tree_change import TreeChangeAdmin

__all__ = [
    "DraftAdviceAdmin",
    "DraftExampleAdmin",
    "DraftOutcomeAdmin",
    "DraftQuestionAdmin",
    "DraftTreeAdmin",
    "PublishedTreeAdmin",
    "SorItemAdmin",
    "TreeChangeAdmin",
]
