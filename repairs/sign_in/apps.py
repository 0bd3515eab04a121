from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.checks import register


class SignInConfig(AppConfig):
    """How staff get in, and for how long."""

    name = "repairs.sign_in"

    def ready(self) -> None:
        from repairs.sign_in import logged
        from repairs.sign_in.checks import check_second_factor
        from repairs.sign_in.ends import begin_session

        register(check_second_factor, deploy=True)

        user_logged_in.connect(begin_session, dispatch_uid="repairs.sign_in.begin_session")
        user_logged_in.connect(logged.signed_in, dispatch_uid="repairs.sign_in.signed_in")
        user_logged_out.connect(logged.signed_out, dispatch_uid="repairs.sign_in.signed_out")
        user_login_failed.connect(logged.not_signed_in, dispatch_uid="repairs.sign_in.not_signed_in")
