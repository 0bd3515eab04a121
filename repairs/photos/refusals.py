"""Why a photo was not taken, in a sentence for the person who chose it."""

from enum import StrEnum


class Reason(StrEnum):
    TOO_BIG = "too-big"
    EMPTY = "empty"
    NOT_A_PHOTO = "not-a-photo"
    UNSUPPORTED = "unsupported"
    BROKEN = "broken"
    TOO_DETAILED = "too-detailed"
    TOO_MANY = "too-many"
    FULL = "full"
    NOT_KEPT = "not-kept"


KINDS_WE_TAKE = "JPEG, PNG, WebP or HEIC"
SENTENCES = {
    Reason.TOO_BIG: "{name} is bigger than 10 MB. Choose a smaller photo",
    Reason.EMPTY: "{name} is an empty file. Choose another photo",
    Reason.NOT_A_PHOTO: "{name} is not a photo. Choose a {kinds} file",
    Reason.UNSUPPORTED: "{name} is {kind}. Choose a {kinds} file",
    Reason.BROKEN: "{name} is damaged and cannot be opened. Choose another photo or take a new one",
    Reason.TOO_DETAILED: "{name} has too many dots (pixels) to open. Choose a smaller photo or take a new one",
    Reason.TOO_MANY: "{name} was not added because you already have 5 photos. Remove a photo to add another",
    Reason.FULL: "{name} was not added because a repair can have 10 photos at most. Ring us if we should see it",
    Reason.NOT_KEPT: "{name} was not added because of a problem with our service. Try again in a few minutes",
}


class PhotoRefused(Exception):
    """One photo was not taken. `name` is cleaned of what could mislead, but not escaped: templates do that."""

    def __init__(self, reason: Reason, name: str, *, kind: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.name = name
        self.kind = kind

    @property
    def sentence(self) -> str:
        return SENTENCES[self.reason].format(name=self.name, kind=self.kind, kinds=KINDS_WE_TAKE)
