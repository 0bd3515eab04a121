"""What every page of ours keeps to."""

from collections.abc import Callable, Iterator

from tests.page_rules import forms, safety, structure, wording
from tests.parsed_page import Page

Rule = Callable[[Page], Iterator[str]]

RULES: tuple[Rule, ...] = (*structure.RULES, *forms.RULES, *wording.RULES, *safety.RULES)
