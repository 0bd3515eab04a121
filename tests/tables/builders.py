"""Staff with their roles, and files that they upload."""

from typing import Any

from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from repairs.roles import Role

BACKEND = "django.contrib.auth.backends.ModelBackend"
SOR_HEADER = "code,description,trade,minutes,cost,follow_on\n"
TRAP = "LK-P02,Mend or change the trap or joint under a sink or basin,PL,55,1250.5,\n"
NEW = "LK-P99,Mend two pipes,PL,90,120,Painting\n"


def staff(*roles: Role, username: str = "sam") -> Client:
    user = User.objects.create_user(username, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=[role.name for role in roles]))
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def upload(client: Client, content: str | bytes, name: str = "sor.csv", model: str = "diagnosis_soritem") -> Any:
    raw = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, raw, content_type="text/csv")
    return client.post(reverse(f"admin:{model}_import"), {"file": file}, follow=True)


def agree(client: Client, page: Any) -> Any:
    """Presses the button of the page with the changes."""
    shown = page.context["comparison"].fingerprint
    return client.post(page.request["PATH_INFO"], {"shown": shown}, follow=True)
