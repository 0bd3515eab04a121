from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Warning as Doubt


def check_second_factor(**kwargs: Any) -> list[CheckMessage]:
    if settings.STAFF_SECOND_FACTOR or not settings.LOCAL_SIGN_IN:
        return []
    hint = "Set STAFF_SECOND_FACTOR to true, or LOCAL_SIGN_IN to false where staff use single sign-on."
    return [Doubt("Staff sign in with a password alone.", hint=hint, id="sign_in.W001")]
