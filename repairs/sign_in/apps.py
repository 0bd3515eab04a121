from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.core.checks import register


class SignInConfig(AppConfig):
    """How staff get in, and for how long."""

    name = "repairs.sign_in"

    def ready(self) -> None:
        from repairs.sign_in.checks import check_second_factor
        from repairs.sign_in.ends import begin_session

        register(check_second_factor, deploy=True)

        user_logged_in.connect(begin_session, dispatch_uid="repairs.sign_in.begin_session")
