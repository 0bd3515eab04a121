"""The council as pages name it, even while its rows cannot be read."""

from repairs.council.details import CouncilDetails, council_details

NOBODY = CouncilDetails(
    name="Your council",
    homepage_url="/",
    brand_colour="#0b5d5e",
    email="",
    postal_address="",
    data_protection_email="",
    complaints_url="",
    water_company="",
)

_seen: list[CouncilDetails] = [NOBODY]


def shown_council() -> CouncilDetails:
    """Raises Council.DoesNotExist where no council has been set up."""
    _seen[0] = council_details()
    return _seen[0]


def last_shown_council() -> CouncilDetails:
    """For pages that must appear when nothing else works: the rows, or what this process last read of them."""
    try:
        return shown_council()
    except Exception:  # Whatever has happened, the page that says so must not fail too.
        return _seen[0]
