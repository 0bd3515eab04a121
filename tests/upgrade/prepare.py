"""Run by its path, with the code of any release on PYTHONPATH: the demo council, with room for all, and homes.

The last line is the homes as JSON.
"""

import json
import sys
from itertools import islice, product
from string import ascii_uppercase

ENOUGH = 10_000_000
LETTERS = [letter for letter in ascii_uppercase if letter not in "CIKMOV"]


def main() -> None:
    import django

    django.setup()
    from appointments.models import Place
    from repairs.council.models import Patch
    from repairs.demo import seed
    from repairs.homes.models import Home

    # Before it had repairs of its own, the demo was the council alone.
    getattr(seed, "seed_council", seed.seed_demo)()
    Place.objects.update(minutes=ENOUGH)
    patch = Patch.objects.order_by("pk").first()
    postcodes = [f"NM9 {digit}{a}{b}" for digit, a, b in islice(product(range(10), LETTERS, LETTERS), int(sys.argv[1]))]
    homes = [
        Home(
            uprn=f"88{number:010}",
            line_1=f"{number} Upgrade Street",
            town="Northmere",
            postcode=postcode,
            tenure=Home.Tenure.SECURE,
            patch=patch,
        )
        for number, postcode in enumerate(postcodes, start=1)
    ]
    Home.objects.bulk_create(homes)
    print(json.dumps([[home.postcode, home.line_1] for home in homes]))


if __name__ == "__main__":
    main()
