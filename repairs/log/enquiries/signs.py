"""The signs of danger that are asked about again when a problem has got worse, and the fact that each is."""

from dataclasses import dataclass

from diagnosis.tree import Tree


@dataclass(frozen=True)
class Sign:
    key: str
    text: str
    fact: str
    value: str


SIGNS = (
    Sign("electrics", "Water is getting into something electric, or close to it", "electrics", "yes"),
    Sign("ceiling", "A ceiling is bulging, sagging or has come down", "ceiling", "yes"),
    Sign("pouring", "Water is pouring or spreading and I cannot catch it", "contained", "no"),
    Sign("sewage", "Waste from a toilet or drain is coming into my home", "foul", "coming-in"),
    Sign("other-homes", "Water is going into another home or a shared area", "other_homes", "yes"),
    Sign("scalding", "Steam or very hot water is coming out", "scalding", "yes"),
    Sign("no-water", "I have no water at all", "water_off", "none-left"),
    Sign("no-heating", "I have no heating or hot water", "heating", "no"),
)


def signs_of(tree: Tree) -> tuple[Sign, ...]:
    """Those that this diagnosis can learn of: a door does not pour."""
    known = {fact for node in tree.nodes for option in node.options for fact in getattr(option, "facts", {}).items()}
    return tuple(sign for sign in SIGNS if (sign.fact, sign.value) in known)
