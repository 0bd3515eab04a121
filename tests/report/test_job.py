"""How much time a visit needs."""

import pytest

from diagnosis.tree import SorLine, Tree
from repairs.report.answers import Answers
from repairs.report.job import job_of
from repairs.report.journey import JOURNEY
from repairs.report.path import find_path
from repairs.report.progress import Setting
from tests.diagnosis.builders import ranks
from tests.report.small_tree import HOME, IN_ORDER, TREE

MINUTES = {"LK-P01": 45, "LK-P02": 30}


@pytest.mark.parametrize(
    ("work", "minutes"),
    [
        ({"LK-P01": 1}, 45),
        ({"LK-P01": 2}, 90),
        ({"LK-P01": 1, "LK-P02": 3}, 135),
    ],
)
def test_all_the_work_of_a_visit_adds_up(work: dict[str, int], minutes: int) -> None:
    lines = [SorLine(code=code, quantity=quantity) for code, quantity in work.items()]
    nodes = tuple(node.model_copy(update={"sor": lines} if node.key == "mend" else {}) for node in TREE.nodes)
    tree = Tree(key=TREE.key, title=TREE.title, language=TREE.language, start=TREE.start, nodes=nodes)
    setting = Setting(tree=tree, home=HOME, ranks=ranks(), minutes=MINUTES)
    job = job_of(find_path(Answers(**IN_ORDER), setting, JOURNEY).progress)
    assert (job.patch, job.trade, job.minutes) == ("N", "PL", minutes)
