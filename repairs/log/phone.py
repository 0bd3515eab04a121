"""UK phone numbers as people write them, in any usual format."""

import phonenumbers
from phonenumbers import PhoneNumber

from repairs.log.notify.recipients import takes_texts

LONGEST = 40


class NotAPhoneNumber(ValueError):
    pass


def read_phone(typed: str) -> PhoneNumber:
    """The number that was typed: 07700 900123, +44 7700 900 123, (01632) 960001, 0044 and the like.

    Raises NotAPhoneNumber. Only the length and the first digits are looked at: ranges that the regulator keeps for
    drama and new ranges are numbers too.
    """
    if len(typed) > LONGEST:
        raise NotAPhoneNumber
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException as error:
        raise NotAPhoneNumber from error
    if number.country_code == 44 and not looks_british(number):
        raise NotAPhoneNumber
    if not phonenumbers.is_possible_number(number):
        raise NotAPhoneNumber
    return number


def looks_british(number: PhoneNumber) -> bool:
    digits = str(number.national_number)
    return len(digits) in {9, 10} and digits[0] in "123578" and not (digits[0] == "7" and len(digits) != 10)


def is_mobile(number: PhoneNumber) -> bool:
    """Whether a text can reach it: a UK number in a range that is given out to mobiles, as Notify asks too."""
    return number.country_code == 44 and takes_texts(number)


def write_phone(typed: str) -> str:
    """The same number as works orders and messages carry it: 07700 900123, or +33 1 99 00 12 34 from abroad.

    Whatever else was typed with it is left out, because gateways refuse it. Raises NotAPhoneNumber.
    """
    number = read_phone(typed)
    if is_mobile(number):
        number.extension = None
    british = number.country_code == 44
    style = phonenumbers.PhoneNumberFormat.NATIONAL if british else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)
