"""The council's own sign-in, by OpenID Connect: authorization code with PKCE, state and nonce. Authlib speaks it."""

import time
from functools import lru_cache
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoIntegration, DjangoOAuth2App
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from joserfc.errors import JoseError
from requests import RequestException

SCOPE = "openid profile email"
TIMEOUT_SECONDS = 5
LEEWAY_SECONDS = 30
KEPT_SECONDS = 3600
SIGNED_WITH = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""With a key of which we hold the public half. Our own secret signs nothing, and nothing goes unsigned."""

NOT_BELIEVED = (AuthlibBaseError, JoseError, ValueError, TypeError, KeyError, AttributeError, RuntimeError)


class NotBelieved(Exception):
    """What came back is not a sign-in that we asked for. The text is the kind of error, and nothing of a person."""


class NoAnswer(Exception):
    """The council's sign-in does not answer."""


class CouncilSignIn(DjangoOAuth2App):  # type: ignore[misc]
    def load_server_metadata(self) -> dict[str, Any]:
        found: dict[str, Any] = super().load_server_metadata()
        if str(found.get("issuer", "")).rstrip("/") != settings.OIDC_ISSUER:
            raise ValueError("It calls itself by another name.")
        offered = found.get("id_token_signing_alg_values_supported") or []
        found["id_token_signing_alg_values_supported"] = [one for one in SIGNED_WITH if one in offered] or ["RS256"]
        return found


def council_sign_in() -> CouncilSignIn:
    """What the issuer says of itself is asked again each hour."""
    asked_in = int(time.time()) // KEPT_SECONDS
    return _council_sign_in(settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET, asked_in)


@lru_cache(maxsize=2)
def _council_sign_in(issuer: str, client_id: str, client_secret: str, asked_in: int) -> CouncilSignIn:
    return CouncilSignIn(
        DjangoIntegration("council"),
        name="council",
        client_id=client_id,
        client_secret=client_secret or None,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={"scope": SCOPE, "code_challenge_method": "S256", "default_timeout": TIMEOUT_SECONDS},
    )


def send_there(request: HttpRequest) -> HttpResponse:
    """Raises NoAnswer and NotBelieved."""
    back = f"{settings.SITE_URL}{reverse('staff:single-sign-on-back')}"
    try:
        response: HttpResponse = council_sign_in().authorize_redirect(request, back)
    except RequestException as error:
        raise NoAnswer(type(error).__name__) from None
    except NOT_BELIEVED as error:
        raise NotBelieved(type(error).__name__) from None
    return response


def who_came_back(request: HttpRequest) -> dict[str, Any]:
    """The claims about them, once signature, issuer, audience, times and nonce are right.

    Raises NoAnswer and NotBelieved.
    """
    client = council_sign_in()
    try:
        wanted = {
            "iss": {"essential": True, "values": [client.load_server_metadata()["issuer"]]},
            "aud": {"essential": True, "values": [settings.OIDC_CLIENT_ID]},
            "exp": {"essential": True},
            "sub": {"essential": True},
        }
        token = client.authorize_access_token(request, claims_options=wanted, leeway=LEEWAY_SECONDS)
        return dict(token["userinfo"])
    except RequestException as error:
        raise NoAnswer(type(error).__name__) from None
    except NOT_BELIEVED as error:
        raise NotBelieved(type(error).__name__) from None
