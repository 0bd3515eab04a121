"""How a person is named on the command line."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from repairs.retention.person import Asked, NotFound, Person, find_person


def add_person_arguments(parser: CommandParser) -> None:
    parser.add_argument("--phone", default="")
    parser.add_argument("--email", default="")
    parser.add_argument("--reference", action="append", default=[], metavar="KM7-4QX-9TDR")
    parser.add_argument("--home", default="", metavar="UPRN", help="Only repairs of this home.")
    parser.add_argument("--name", default="", help="Where several people gave the same phone or email.")


def person_asked_for(options: dict[str, Any]) -> Person:
    """Raises CommandError."""
    asked = Asked(options["phone"], options["email"], options["reference"], options["home"], options["name"])
    if not (asked.phone or asked.email or asked.references):
        raise CommandError("Say who it is: --phone, --email or --reference.")
    try:
        return find_person(asked)
    except NotFound as problem:
        raise CommandError(str(problem)) from None
