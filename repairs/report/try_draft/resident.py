"""The pages that a resident would meet, found by the journey itself with answers that nobody gave."""

from collections.abc import Mapping
from datetime import date, time

from diagnosis.examples import DAYS
from diagnosis.tree import Option, Page, Tree
from diagnosis.walk import walk
from repairs.report.answers import Answers, Contact, Details, Household, PersonAtRisk, Slot, TellBy, Tenure, YesNo
from repairs.report.journey import JOURNEY
from repairs.report.path import Path, find_path
from repairs.report.progress import HomeFacts, Setting
from repairs.report.setting import TENANCIES
from repairs.report.try_draft.situation import Situation
from repairs.report.try_draft.tables import ENDINGS, Tables

HOME = "0"
PATCH = "-"
SAID_TENURE = {
    "leasehold": Tenure.LEASEHOLD,
    "shared_ownership": Tenure.LEASEHOLD,
    "right_to_buy": Tenure.RIGHT_TO_BUY,
    "temporary": Tenure.TEMPORARY,
}
"""What someone says whose tenure the register has so."""


def resident_path(tree: Tree, answers: Mapping[str, str], situation: Situation, tables: Tables) -> Path:
    """Up to the first question of the tree without an answer, or else to the last page of the journey."""
    setting = Setting(
        tree=knowing(tree, answers, situation.facts),
        home=HomeFacts(HOME, situation.tenure, situation.tenure in TENANCIES, PATCH, calls_back=False),
        ranks=tables.ranks,
        minutes=tables.minutes,
        reported_on=DAYS[situation.season],
    )
    pretended = pretend(tree, answers, situation)
    path = find_path(pretended, setting, JOURNEY)
    if path.last.slug != "slot":
        return path
    chosen = Slot(id="-", day=date.max, window="-", starts=time.min, ends=time.max, job=path.progress.job)
    return find_path(pretended.model_copy(update={"slot": chosen}), setting, JOURNEY)


def pretend(tree: Tree, answers: Mapping[str, str], situation: Situation) -> Answers:
    """Everything but the diagnosis and the time is answered, and every way in which it can end was read."""
    outcome = walk(tree, answers).outcome
    tenure = SAID_TENURE.get(situation.tenure, Tenure.TENANT)
    return Answers(
        questions=dict(answers),
        result=tuple(f"{outcome.key}:{ending}" for ending in ENDINGS) if outcome else (),
        postcode="-",
        home=HOME,
        tenure=tenure,
        what_we_do=tenure,
        household=Household(
            people=tuple(PersonAtRisk(person) for person in situation.people),
            damp=YesNo(situation.damp) if situation.damp else None,
            recent=YesNo(situation.recent) if situation.recent else None,
        ),
        details=Details(),
        times=(),
        contact=Contact(name="-", tell_by=TellBy.PHONE),
    )


def knowing(tree: Tree, answers: Mapping[str, str], facts: Mapping[str, str]) -> Tree:
    """The tree as if its last answer had told us these facts too."""
    answered = walk(tree, answers).answered
    if not facts or not answered:
        return tree
    page, chosen = answered[-1]
    told = chosen.model_copy(update={"facts": {**chosen.facts, **facts}})
    return with_page(tree, page.model_copy(update={"options": swapped(page.options, chosen, told)}))


def swapped(options: tuple[Option, ...], old: Option, new: Option) -> tuple[Option, ...]:
    return tuple(new if option is old else option for option in options)


def with_page(tree: Tree, page: Page) -> Tree:
    """A new one, since a copy would keep the pages that the first one has by key."""
    fields = {name: getattr(tree, name) for name in Tree.model_fields}
    fields["nodes"] = tuple(page if node.key == page.key else node for node in tree.nodes)
    return Tree.model_construct(**fields)
