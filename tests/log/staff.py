"""Staff at the admin."""

from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

BACKEND = "django.contrib.auth.backends.ModelBackend"


def signed_in(*permissions: str, name: str = "sam") -> Client:
    user = User.objects.create_user(name, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def list_of(model: Any) -> str:
    return reverse(f"admin:log_{model._meta.model_name}_changelist")


def page_of(row: Any) -> str:
    return reverse(f"admin:log_{row._meta.model_name}_change", args=[row.pk])


def shown(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def listed(client: Client, model: Any, **query: str) -> list[Any]:
    return list(client.get(list_of(model), query).context["cl"].result_list)
