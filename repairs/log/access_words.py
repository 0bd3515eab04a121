"""What messages say to whoever asked to get in."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from repairs.log.codes import code_in
from repairs.log.details.contact_code import contact_code_in
from repairs.log.links import link_url
from repairs.log.lost_references import link_to_all
from repairs.log.models import Message
from repairs.log.own_repairs import contact_of, repairs_of


def access_words(message: Message, now: datetime) -> dict[str, Any]:
    find = {"find": f"{settings.SITE_URL}{reverse('find:find')}"}
    if message.kind == Message.Kind.CODE:
        return {**find, "code": code_in(message)}
    if message.kind == Message.Kind.CONTACT_CODE:
        return {**find, "code": contact_code_in(message)}
    if message.kind == Message.Kind.MY_REPAIRS:
        repairs = repairs_of(message.channel, contact_of(message.its_repair, message.channel), now)
        return {**find, "repairs": repairs, "link": link_url(link_to_all(message, now))}
    return find
