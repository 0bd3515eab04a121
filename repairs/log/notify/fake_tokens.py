"""Who may use the fake Notify: the JSON web token is checked as Notify checks it, with Notify's own package."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

from notifications_python_client import authentication
from notifications_python_client.errors import (
    TokenAlgorithmError,
    TokenDecodeError,
    TokenError,
    TokenExpiredError,
    TokenIssuerError,
)

decode_jwt_token: Any = authentication.decode_jwt_token
get_token_issuer: Any = authentication.get_token_issuer


KEY_REVOKED = "Invalid token: API key revoked"
CLOCK_WRONG = "Error: Your system clock must be accurate to within 30 seconds"


class NotLetIn(Exception):
    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class ApiKey:
    """`<name>-<service id>-<secret>`: the last two are UUIDs. Raises ValueError for anything else."""

    written: str
    is_revoked: bool = False

    def __post_init__(self) -> None:
        UUID(self.service_id)
        UUID(self.secret)

    @property
    def service_id(self) -> str:
        return self.written[-73:-37]

    @property
    def secret(self) -> str:
        return self.written[-36:]


def check_token(authorization: str, keys: list[ApiKey]) -> None:
    """Raises NotLetIn, with what Notify answers."""
    token = token_in(authorization)
    issuer = issuer_of(token)
    if issuer not in {key.service_id for key in keys}:
        raise refused("Invalid token: service not found")
    key = next((key for key in keys if key.service_id == issuer and is_signed_with(token, key)), None)
    if key is None:
        raise refused("Invalid token: API key not found")
    if key.is_revoked:
        raise refused(KEY_REVOKED)


def token_in(authorization: str) -> str:
    if not authorization:
        raise NotLetIn(HTTPStatus.UNAUTHORIZED, "Unauthorized: authentication token must be provided")
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        raise NotLetIn(HTTPStatus.UNAUTHORIZED, "Unauthorized: authentication bearer scheme must be used")
    return token.strip()


def issuer_of(token: str) -> str:
    try:
        return str(UUID(get_token_issuer(token)))
    except TokenIssuerError:
        raise refused("Invalid token: iss field not provided") from None
    except TokenDecodeError:
        raise refused("Invalid token: signature, api token is not valid") from None
    except (ValueError, TypeError, AttributeError):
        raise refused("Invalid token: service id is not the right data type") from None
    except Exception:
        raise refused("Invalid token") from None


def is_signed_with(token: str, key: ApiKey) -> bool:
    try:
        return bool(decode_jwt_token(token, key.secret))
    except TokenExpiredError:
        raise refused(CLOCK_WRONG) from None
    except TokenAlgorithmError:
        raise refused("Invalid token: algorithm used is not HS256") from None
    except TokenDecodeError:
        return False
    except (TokenError, ValueError, OverflowError):
        raise refused("Invalid token") from None


def refused(message: str) -> NotLetIn:
    return NotLetIn(HTTPStatus.FORBIDDEN, message)
