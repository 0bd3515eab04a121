"""What the demo says once it serves."""

from repairs.demo.people import PEOPLE
from repairs.demo.surroundings import Ports


def guide(chosen: Ports, site: str) -> str:
    staff = "\n".join(
        f"  {person.role.name + ':':<18} {site}/staff/   {person.username} / {person.password}   {person.what}"
        for person in PEOPLE
    )
    return f"""
Report a repair is ready.

  Tenant:            {site}/   no account. Try the postcode NM1 2AB, or NM1 4HP for a tower of 200 homes
{staff}

  Housing system:    http://localhost:{chosen.hms}/   the jobs that arrived, with buttons for what happens to them
  Notify:            http://localhost:{chosen.notify}/   the texts and emails that were sent, as JSON at /messages

Ctrl-C ends it. The data stays until: make demo-reset
"""
