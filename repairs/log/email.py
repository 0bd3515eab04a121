"""Email addresses that GOV.UK Notify will take: stricter than the standard, because a report must be confirmed."""

import re

LOCAL = re.compile(r"^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~\-]{1,64}$")
HOST_PART = re.compile(r"^(?!-)[a-zA-Z0-9\-]{1,63}(?<!-)$")
TOP_LEVEL = re.compile(r"^([a-zA-Z]{2,63}|xn--[a-zA-Z0-9\-]{2,59})$")
LONGEST = 254


def is_email(address: str) -> bool:
    local, _, host = address.rpartition("@")
    if len(address) > LONGEST or not LOCAL.fullmatch(local) or ".." in local or local[0] == "." or local[-1] == ".":
        return False
    parts = host_in_ascii(host).split(".")
    return len(parts) > 1 and all(HOST_PART.fullmatch(part) for part in parts) and bool(TOP_LEVEL.fullmatch(parts[-1]))


def host_in_ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
