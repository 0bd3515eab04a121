"""How many links one report and one phone get: enough where the first did not arrive, and too few to trouble anyone."""

from repairs.limits.counting import DAY, Limit, Tries

OF_A_REPORT = Limit("links of a report", 3)
OF_A_REPORT_A_DAY = Limit("links of a report in a day", 6, DAY)
TO_ONE_CONTACT = Limit("links to one contact", 3)
TO_ONE_CONTACT_A_DAY = Limit("links to one contact in a day", 6, DAY)


def for_links(report: str, contact: str) -> Tries:
    """`report` is the id of a draft, or the reference of a repair."""
    to = contact.lower()
    return [(OF_A_REPORT, report), (OF_A_REPORT_A_DAY, report), (TO_ONE_CONTACT, to), (TO_ONE_CONTACT_A_DAY, to)]
