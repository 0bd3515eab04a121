"""Someone of the staff at the admin, in its own layout. Every page that comes is checked."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.test import Client

from tests.browser.visitor import Visitor

PHONE: dict[str, Any] = {"viewport": {"width": 375, "height": 700}}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}


class Staff(Visitor):
    def arrives(self) -> None:
        self.page.wait_for_load_state()
        self.looks_it_over()

    def signs_in(self, name: str, *may: str) -> None:
        """`may` are permissions, such as publish_tree. With none, they may do everything with diagnoses."""
        named = Permission.objects.filter(content_type__app_label="diagnosis")
        user = User.objects.create_user(name, is_staff=True)
        user.user_permissions.set(named.filter(codename__in=may) if may else named)
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        cookie = settings.SESSION_COOKIE_NAME
        self.page.context.add_cookies([{"name": cookie, "value": client.cookies[cookie].value, "url": self.site}])

    def presses(self, button: str = "Save") -> None:
        with self.to_next_page():
            self.page.get_by_role("button", name=button, exact=True).click()
