"""What is forgotten, one step after the other. Each goes on where it was stopped."""

from repairs.retention.steps.call_backs import UNSENT_CALL_BACKS
from repairs.retention.steps.draft_links import DRAFT_LINKS, DRAFT_MESSAGES
from repairs.retention.steps.drafts import SENT_DRAFTS, UNFINISHED_DRAFTS
from repairs.retention.steps.old_rows import OLD_ROWS
from repairs.retention.steps.photos import LOST_PHOTOS, PHOTO_FILES
from repairs.retention.steps.repairs import DETAILS, RECORDS
from repairs.retention.steps.step import Step
from repairs.retention.steps.visits import VISITS

STEPS: tuple[Step, ...] = (
    UNFINISHED_DRAFTS,
    SENT_DRAFTS,
    DRAFT_LINKS,
    DRAFT_MESSAGES,
    DETAILS,
    RECORDS,
    UNSENT_CALL_BACKS,
    LOST_PHOTOS,
    PHOTO_FILES,
    VISITS,
    *OLD_ROWS,
)
