"""What has become of a link that was sent to a resident."""

from dataclasses import dataclass

from repairs.log.models import DraftLink, Message
from repairs.report.models import Draft

MOST_SHOWN = 20


@dataclass(frozen=True)
class SentLink:
    link: DraftLink
    did_not_arrive: bool

    @property
    def to(self) -> str:
        by_text = self.link.channel == Message.Channel.TEXT
        return f"a text to the phone ending {self.link.sent_to}" if by_text else f"an email to {self.link.sent_to}"


def with_residents(agent_id: int) -> list[Draft]:
    """What this agent has handed on and nobody has sent yet, newest first."""
    handed_on = Draft.objects.filter(agent=agent_id, with_resident=True, repair=None)
    return list(handed_on.order_by("-updated_at")[:MOST_SHOWN])


def last_link(draft: Draft) -> SentLink | None:
    link = DraftLink.objects.filter(draft=draft.pk, ended_at=None).order_by("-pk").first()
    if link is None:
        return None
    message = Message.objects.filter(kind=Message.Kind.DRAFT_LINK, repair=None, version=link.pk).first()
    failed = message is not None and (
        message.state == Message.State.NEEDS_PERSON or message.delivery.endswith("-failure")
    )
    return SentLink(link, failed)
