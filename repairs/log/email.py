"""Email addresses that GOV.UK Notify will take: stricter than the standard, because a report must be confirmed."""

from repairs.log.notify.recipients import BadRecipient, check_email_address

LONGEST = 254
LONGEST_LOCAL = 64


def is_email(address: str) -> bool:
    """What Notify takes, but for what no mail server would."""
    local, _, _ = address.rpartition("@")
    if len(address) > LONGEST or not 0 < len(local) <= LONGEST_LOCAL or local[0] == "." or local[-1] == ".":
        return False
    try:
        return check_email_address(address) == address
    except BadRecipient:
        return False
