import pytest

from diagnosis.drafts.from_tree import make_draft
from diagnosis.models import DraftTree
from tests.diagnosis.builders import leak_tree
from tests.report.try_draft.trier import MAY_CHANGE, Trier


@pytest.fixture
def draft(northmere: None) -> DraftTree:
    return make_draft(leak_tree(), by="Sam")


@pytest.fixture
def sam(northmere: None) -> Trier:
    return Trier(*MAY_CHANGE)
