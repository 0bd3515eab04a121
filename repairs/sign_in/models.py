from django.conf import settings
from django.db import models


class SecondFactor(models.Model):
    """The authenticator app of a member of staff."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="second_factor")
    sealed = models.TextField()
    """The secret that it shares with us, encrypted with a key that comes from SECRET_KEY."""
    codes_salt = models.TextField(blank=True, default="", db_default="")
    """What recovery codes are hashed with, where the secret has been sealed anew since they were made."""
    last_step = models.BigIntegerField(default=0)
    """The half minute of the last code that was taken. No code of it, or before it, is taken again."""
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Second step of user {self.user_id}"


class RecoveryCode(models.Model):
    """Gets its owner in once when the app is not at hand. The code itself is not kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"Recovery code of user {self.user_id}"


class Identity(models.Model):
    """Who somebody is to the council's own sign-in: the issuer's name for them, which never changes hands."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identity")
    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=255)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="one_user_an_identity")]

    def __str__(self) -> str:
        return f"Identity of user {self.user_id}"
