"""Homes by the words of their address or of their block, by postcode or by UPRN. For staff."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from repairs.homes.address_words import Term, has_term, is_number
from repairs.homes.models import Block, Home
from repairs.homes.natural_order import natural_key
from repairs.homes.postcode import Postcode
from repairs.homes.word_search import has_words, reads_words

# Nobody reads more than this. Whoever meets it is asked for one more word.
MOST = 200
MOST_BLOCKS = 20
INDEXED = ("sort_key", "town", "postcode")

Keys = list[tuple[str, int]]
"""By what homes are sorted, and their keys: at most one more than MOST."""


def keys_with(terms: Sequence[Term], typed: str) -> Keys:
    """Homes with these words in their address, and those of a block with this reference or these words in its name."""
    if not terms:
        return []
    found = set(keys_of(Home.objects.filter(has_words(INDEXED, terms))))
    if len(found) <= MOST:
        found |= {*keys_in_block(typed), *keys_in_named_blocks(terms)}
    return sorted(found)[: MOST + 1]


def keys_in_block(reference: str) -> Keys:
    return keys_of(Home.objects.filter(block__reference__in={reference, reference.upper(), reference.lower()}))


def keys_in_named_blocks(terms: Sequence[Term]) -> Keys:
    """Numbers are those of homes in it. Without any other word no block is meant."""
    names, numbers = [term for term in terms if not is_number(term)], [term for term in terms if is_number(term)]
    if not names:
        return []
    named = Block.objects.filter(reads_words(["name"], names)).order_by()
    blocks = list(named.values_list("pk", flat=True)[:MOST_BLOCKS])
    return keys_of(Home.objects.filter(has_words(INDEXED, numbers) if numbers else Q(), block__in=blocks))


def keys_at(postcode: Postcode, terms: Sequence[Term]) -> Keys:
    """Homes at a postcode. Of the other words, those that none of its homes has are slips, or the county."""
    rows = Home.objects.filter(postcode=postcode).values_list("sort_key", "pk", "town", "block__name")
    homes = {(key, pk): {*key.split(), *natural_key(town, block or "").split()} for key, pk, town, block in rows}
    useful = [term for term in terms if any(has_term(words, term) for words in homes.values())]
    return sorted(key for key, words in homes.items() if all(has_term(words, term) for term in useful))[: MOST + 1]


def keys_of(homes: QuerySet[Home]) -> Keys:
    """In no order, so that no more rows are read than are wanted."""
    return list(homes.order_by().values_list("sort_key", "pk")[: MOST + 1])
