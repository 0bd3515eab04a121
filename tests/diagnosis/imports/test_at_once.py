"""Several people import under one key at the same moment."""

from collections import Counter
from functools import partial

import pytest

from diagnosis.imports.into_draft import DraftExists, import_tree
from diagnosis.models import DraftTree, TreeChange
from tests.crowd import AT_ONCE, Crowd
from tests.diagnosis.imports.samples import OPTIONS, PLACES, as_bytes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("council")]


def what_came(content: bytes, replace: bool = False) -> str:
    try:
        imported = import_tree(content, file_name="town.json", by="Sam", replace=replace)
    except DraftExists:
        return "refused"
    return "made" if imported.made else "the same"


def test_the_same_file_becomes_one_draft(crowd: Crowd) -> None:
    came = Counter(crowd.run([partial(what_came, as_bytes(OPTIONS))] * AT_ONCE))
    assert came["made"] == 1
    assert crowd.look(DraftTree.objects.count) == crowd.look(TreeChange.objects.count) == 1


def test_of_different_files_one_wins_and_the_others_are_told(crowd: Crowd) -> None:
    files = [as_bytes(OPTIONS), as_bytes(PLACES)] * (AT_ONCE // 2)
    came = Counter(crowd.run([partial(what_came, content) for content in files]))
    assert came["made"] == 1
    assert came["refused"] >= AT_ONCE // 2


def test_drafts_that_replace_each_other_leave_one(crowd: Crowd) -> None:
    files = [as_bytes(OPTIONS), as_bytes(PLACES)] * (AT_ONCE // 2)
    crowd.run([partial(what_came, content, replace=True) for content in files])
    assert crowd.look(DraftTree.objects.count) == 1
