"""When each step of the journey is asked, and when it is done: one named question each."""

from diagnosis.vocabulary import NOTHING_TO_DO
from repairs.report.answers import NOT_LISTED, TellBy
from repairs.report.progress import Progress


def always(progress: Progress) -> bool:
    return True


def never(progress: Progress) -> bool:
    return False


def helped(progress: Progress) -> bool:
    """An agent asks."""
    return progress.setting.assisted


def not_diagnosed(progress: Progress) -> bool:
    return progress.decision is None


def not_booked(progress: Progress) -> bool:
    """The diagnosis ends in something other than a visit, and the resident has not yet read so."""
    if progress.ending in {None, "book"} or progress.result in progress.given.result:
        return False
    return not told_to_ring(progress)


def told_to_ring(progress: Progress) -> bool:
    """The last page was one that says ring now and offers to keep what was said: no need to say it twice."""
    node, _ = progress.walk.answered[-1]
    return ringing(progress) and node.ring and not node.is_choice


def is_dangerous(progress: Progress) -> bool:
    """Something was said that a person should see even if nothing more comes."""
    waiting = progress.walk.pages[-1]
    return ringing(progress) or (waiting.ring and bool(progress.walk.facts))


def is_over(progress: Progress) -> bool:
    """Nothing is to be reported: advice helped, or it is for someone else."""
    return progress.ending in NOTHING_TO_DO


def ringing(progress: Progress) -> bool:
    return progress.ending == "ring"


def not_ringing(progress: Progress) -> bool:
    return not ringing(progress)


def home_not_listed(progress: Progress) -> bool:
    return progress.given.home == NOT_LISTED


def tenure_unclear(progress: Progress) -> bool:
    """An emergency does not wait for it."""
    return progress.home is not None and not progress.home.is_tenancy and not_ringing(progress)


def tenure_needs_checking(progress: Progress) -> bool:
    return progress.given.tenure is not None


def can_be_booked(progress: Progress) -> bool:
    home = progress.home
    if home is None or home.patch is None:
        return False
    if (home.calls_back or tenure_needs_checking(progress)) and not progress.books_anyway:
        return False
    return progress.ending == "book"


def slot_settled(progress: Progress) -> bool:
    """A time was chosen for this very job, or none suited."""
    return progress.slot is not None or progress.given.no_slot == progress.job


def contact_agreed(progress: Progress) -> bool:
    """Whoever does not want us to write gives a number alone, and is sent nothing."""
    contact, caller = progress.given.contact, progress.given.caller
    if contact is None or caller is None or caller.may_contact:
        return contact is not None
    return contact.tell_by == TellBy.PHONE and not contact.email


def needs_a_time_agreed(progress: Progress) -> bool:
    """Someone will ring to agree a time, so it helps to know which would suit."""
    return progress.ending == "book" and progress.slot is None
