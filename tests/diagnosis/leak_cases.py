"""What the shipped leak tree must say. Each line is a route through it, and where that ends.

outcome, priority, trade, SoR codes, Right to Repair category, ending.
"""

from typing import NamedTuple


class Case(NamedTuple):
    route: str
    outcome: str
    priority: str
    trade: str
    sor: str
    rtr: str
    ending: str


PIPE = "water-or-heating-pipe"

RINGS = [
    Case("electrics > continue", "wet-electrics", "E2", "EL", "LK-E01 LK-E02", "unsafe-electrics", "ring"),
    Case("ceiling > continue", "ceiling-down", "E2", "MU", "LK-E03", "", "ring"),
    Case("pouring > home > still-leaking > yes", "pouring", "E2", "PL", "LK-E01", PIPE, "ring"),
    Case("pouring > home > still-leaking > no", "pouring", "E24", "PL", "LK-E01", PIPE, "ring"),
    Case("pouring > home > not-tried > no > not-sure", "pouring", "E24", "PL", "LK-E01", PIPE, "ring"),
    Case("pouring > home > not-sure > not-sure > yes", "pouring", "E2", "PL", "LK-E01", PIPE, "ring"),
    Case("pouring > home > stopped > no", "water-off-none-left", "E24", "PL", "LK-E01", PIPE, "ring"),
    Case("pouring > home > cannot > yes > not-sure", "water-off-none-left", "E24", "PL", "LK-E01", PIPE, "ring"),
    Case("pouring > above", "pouring-from-above", "E24", "PL", "LK-E01 LK-X01", PIPE, "ring"),
    Case("pouring > rain", "roof", "E24", "RO", "LK-R01", "leaking-roof", "ring"),
    Case("pouring > not-sure > still-leaking > no", "pouring", "E24", "PL", "LK-E01", PIPE, "ring"),
    Case("none > room > ceiling > yes > continue > no > drips", "roof", "E2", "RO", "LK-R01", "leaking-roof", "ring"),
    Case("sewage > yes", "sewage-only-toilet", "E2", "DR", "LK-DR1", "foul-drain", "ring"),
    Case("sewage > no", "sewage", "E2", "DR", "LK-DR1", "foul-drain", "ring"),
    Case("sewage > sink-or-bath", "sewage", "E2", "DR", "LK-DR1", "foul-drain", "ring"),
    Case("no-water > have-water", "no-water", "E24", "PL", "LK-P11", "no-water", "ring"),
    Case("no-water > none-either > tell-us", "no-water", "E24", "PL", "LK-P11", "no-water", "ring"),
    Case("no-water > not-sure > no", "no-water", "E24", "PL", "LK-P11", "no-water", "ring"),
    Case("none > kitchen > tap > will-not-turn-off", "tap-runs", "E24", "PL", "LK-E01", "tap-cannot-turn", "ring"),
    Case("none > bathroom > toilet > base > yes", "toilet-base-only", "E24", "PL", "LK-P09", "foul-drain", "ring"),
    Case("none > bathroom > toilet > soil-pipe > yes", "soil-pipe", "E24", "DR", "LK-DR2", "foul-drain", "ring"),
    Case("none > heating > cylinder > yes", "tank-or-cylinder", "E24", "PL", "LK-P10", PIPE, "ring"),
    Case("none > heating > pipes > yes > no", "heating-pipe", "E24", "GAS", "LK-H03", PIPE, "ring"),
    Case("none > heating > pipes > no-boiler", "shared-heating", "U1", "GAS", "LK-H04", PIPE, "ring"),
    Case("none > heating > boiler > yes", "boiler-leak", "U1", "GAS", "LK-H06", PIPE, "ring"),
    Case("none > heating > boiler > no", "boiler-off", "E24", "GAS", "LK-H06", "heating-or-hot-water", "ring"),
    Case("none > outside > drain > foul", "foul-drain", "E24", "DR", "LK-DR1", "foul-drain", "ring"),
    Case("none > outside > roof > pours", "roof", "E24", "RO", "LK-R01", "leaking-roof", "ring"),
    Case("none > loft > yes > electrics > continue", "roof", "E2", "RO", "LK-R01", "leaking-roof", "ring"),
    Case(
        "none > room > ceiling > no > yes > all-the-time",
        "home-above-all-the-time",
        "E24",
        "PL",
        "LK-E01 LK-X01",
        PIPE,
        "ring",
    ),
]

BOOKS = [
    Case("no-water > not-sure > yes", "one-tap-dry", "U3", "PL", "LK-P12", "some-water", "book"),
    Case("none > kitchen > under-sink > all-the-time", "water-pipe", "U1", "PL", "LK-P01", PIPE, "book"),
    Case("none > kitchen > under-sink > draining", "waste-pipe", "U7", "PL", "LK-P02", "", "book"),
    Case("none > kitchen > under-sink > cracked", "cracked-sink", "R20", "PL", "LK-P14", "", "book"),
    Case("none > kitchen > edge", "seal", "R20", "MU", "LK-S01", "", "book"),
    Case("none > kitchen > stop-tap", "stop-tap-leak", "U1", "PL", "LK-P13", PIPE, "book"),
    Case("none > kitchen > machine > council", "our-machine", "U7", "PL", "LK-P15", "", "book"),
    Case("none > kitchen > machine > mine > yes", "water-pipe", "U1", "PL", "LK-P01", PIPE, "book"),
    Case("none > kitchen > boiler > overflow", "boiler-overflow", "U7", "GAS", "LK-H05", "", "book"),
    Case("none > bathroom > pipe > water", "water-pipe", "U1", "PL", "LK-P01", PIPE, "book"),
    Case("none > bathroom > pipe > waste", "waste-pipe", "U7", "PL", "LK-P02", "", "book"),
    Case("none > bathroom > pipe > not-sure", "trace-leak", "U7", "PL", "LK-T01", "", "book"),
    Case("none > bathroom > basin > all-the-time", "water-pipe", "U1", "PL", "LK-P01", PIPE, "book"),
    Case("none > bathroom > basin > draining", "waste-pipe", "U7", "PL", "LK-P02", "", "book"),
    Case("none > bathroom > bath > draining", "bath-waste", "U7", "PL", "LK-P03", "", "book"),
    Case("none > bathroom > bath > edge", "seal", "R20", "MU", "LK-S01", "", "book"),
    Case("none > bathroom > shower > electric", "electric-shower", "U3", "EL", "LK-EL1", "", "book"),
    Case("none > bathroom > shower > mixer", "shower-mixer", "U7", "PL", "LK-P04", "", "book"),
    Case("none > bathroom > tap > drips", "tap-drips", "R20", "PL", "LK-P05", "", "book"),
    Case("none > bathroom > tap > base", "tap-leaks", "U7", "PL", "LK-P06", "", "book"),
    Case("none > bathroom > tap > stiff", "tap-stiff", "U3", "PL", "LK-P06", "tap-cannot-turn", "book"),
    Case("none > bathroom > toilet > cistern", "cistern", "U1", "PL", "LK-P07", PIPE, "book"),
    Case("none > bathroom > toilet > keeps-running", "toilet-runs", "U7", "PL", "LK-P08", "", "book"),
    Case("none > bathroom > toilet > overflow", "overflow", "U7", "PL", "LK-P08", "", "book"),
    Case("none > bathroom > toilet > soil-pipe > no", "soil-pipe", "U1", "DR", "LK-DR2", "foul-drain", "book"),
    Case("none > bathroom > toilet > base > no", "toilet-base", "U1", "PL", "LK-P09", "foul-drain", "book"),
    Case("none > room > window", "window-or-door", "U7", "CA", "LK-R03", "", "book"),
    Case("none > loft > no", "tank-or-cylinder", "U1", "PL", "LK-P10", PIPE, "book"),
    Case("none > heating > radiator > valve", "radiator-valve", "U1", "GAS", "LK-H01", PIPE, "book"),
    Case("none > heating > radiator > middle", "radiator-hole", "U1", "GAS", "LK-H02", PIPE, "book"),
    Case("none > heating > radiator > bled > no", "radiator-valve", "U1", "GAS", "LK-H01", PIPE, "book"),
    Case("none > heating > pipes > yes > yes", "heating-pipe", "U1", "GAS", "LK-H03", PIPE, "book"),
    Case("none > heating > pipes > no", "water-pipe", "U1", "PL", "LK-P01", PIPE, "book"),
    Case("none > outside > roof > drips", "roof", "U7", "RO", "LK-R01", "leaking-roof", "book"),
    Case("none > outside > tap", "outside-tap", "R20", "PL", "LK-P16", "", "book"),
    Case("none > outside > gutter > yes", "gutter-coming-in", "U7", "RO", "LK-R02", "leaking-roof", "book"),
    Case("none > outside > ground > yes", "burst-outside", "U1", "PL", "LK-P17", PIPE, "book"),
    Case("none > outside > drain > rain", "rain-drain", "R20", "DR", "LK-DR3", "", "book"),
    Case("none > room > ceiling > no > no > drips", "roof", "U7", "RO", "LK-R01", "leaking-roof", "book"),
    Case("none > room > ceiling > no > not-sure", "find-the-leak", "I5", "SU", "LK-INS", "", "book"),
    Case("none > room > ceiling > no > yes > rain > drips", "roof", "U7", "RO", "LK-R01", "leaking-roof", "book"),
    Case(
        "none > room > ceiling > no > yes > now-and-then", "home-above-now-and-then", "U3", "PL", "LK-X01", "", "book"
    ),
    Case("none > room > patch > rain", "rain-patch", "U7", "RO", "LK-R01", "leaking-roof", "book"),
    Case("none > room > patch > water-used", "trace-leak", "U7", "PL", "LK-T01", "", "book"),
    Case("none > room > patch > mould", "mould", "AL10", "SU", "LK-DM1", "", "book"),
    Case("none > room > patch > old", "old-stain", "R20", "PA", "LK-M01", "", "book"),
    Case("none > room > floor > heating-off > yes", "heating-pipe", "U1", "GAS", "LK-H03", PIPE, "book"),
    Case("none > something-else > floor > neither", "find-the-leak", "I5", "SU", "LK-INS", "", "book"),
    Case("not-sure > continue > not-sure > not-sure > not-sure", "find-the-leak", "I5", "SU", "LK-INS", "", "book"),
    Case("pouring > home > stopped > yes > kitchen > tap > drips", "tap-drips", "R20", "PL", "LK-P05", "", "book"),
]

NO_VISIT = [
    Case("gas", "gas", "", "", "", "", "advice"),
    Case("no-water > none-either > water-company", "supply-cut-in-area", "", "", "", "", "not-ours"),
    Case("none > kitchen > machine > mine > no", "your-machine", "", "", "", "", "advice"),
    Case("none > heating > radiator > bled > yes", "leak-stopped", "", "", "", "", "advice"),
    Case("none > outside > ground > no", "street-leak", "", "", "", "", "not-ours"),
    Case("none > outside > gutter > no", "gutter", "P90", "RO", "LK-R02", "", "call-back"),
    Case("none > shared", "shared-area", "I5", "", "", "", "call-back"),
]

CASES = [*RINGS, *BOOKS, *NO_VISIT]
