"""How whoever is helped by the contact centre reached us, and who they are to the resident. In words for staff."""

from enum import StrEnum


class Channel(StrEnum):
    PHONE = "phone"
    DESK = "desk"
    HOME_VISIT = "home-visit"
    OUT_OF_HOURS = "out-of-hours"


class Relation(StrEnum):
    """Of the caller to whoever needs the repair."""

    SELF = "self"
    FAMILY = "family"
    NEIGHBOUR = "neighbour"
    WARDEN = "warden"
    SUPPORT_WORKER = "support-worker"
    COUNCILLOR = "councillor"
    OTHER = "other"


CHANNELS = {
    Channel.PHONE: "On the phone",
    Channel.DESK: "At a desk",
    Channel.HOME_VISIT: "On a home visit",
    Channel.OUT_OF_HOURS: "Out of hours",
}
RELATIONS = {
    Relation.SELF: "The resident",
    Relation.FAMILY: "Family or a friend",
    Relation.NEIGHBOUR: "A neighbour",
    Relation.WARDEN: "A warden or housing officer",
    Relation.SUPPORT_WORKER: "A carer or support worker",
    Relation.COUNCILLOR: "A councillor",
    Relation.OTHER: "Someone else",
}
