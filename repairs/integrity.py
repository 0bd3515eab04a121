"""What a browser checks our scripts and styles against, so that nothing else runs in their place.

A file is read once in the life of a process, as it is served: what was collected, or what is still to be.
"""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha384
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static

TAG = re.compile(r"""<(?:script|link)\b[^>]*?\s(?:src|href)="([^"?]+\.(?:js|css))"[^>]*""")


def integrity_of(content: bytes) -> str:
    return f"sha384-{b64encode(sha384(content).digest()).decode()}"


def static_integrity(path: str) -> str:
    """Of a file by the name that a template gives it. Empty where there is no such file."""
    return read(static(path)) if settings.DEBUG else read_once_by_name(path)


def with_integrity(html: str) -> str:
    """The same page, with what to check each of our files against. For pages whose tags Django writes."""
    return TAG.sub(with_its_own, html)


def with_its_own(tag: re.Match[str]) -> str:
    found = "" if " integrity=" in tag[0] else kept(tag[1])
    return f'{tag[0]} integrity="{found}"' if found else tag[0]


def kept(address: str) -> str:
    return read(address) if settings.DEBUG else read_once(address)


def read(address: str) -> str:
    if not address.startswith(settings.STATIC_URL):
        return ""
    name = address.removeprefix(settings.STATIC_URL)
    if not settings.DEBUG and staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return integrity_of(file.read())
    found = finders.find(name)
    return integrity_of(Path(found).read_bytes()) if found else ""


read_once = cache(read)


@cache
def read_once_by_name(path: str) -> str:
    return read(static(path))
