"""Numbers that name a person, checked gently: a wrong one is pointed out, never refused."""

import re

_NHS = re.compile(r"\d{10}")
_UPN = re.compile(r"[A-Z]\d{11}[0-9A-Z]")
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # without I, O and S


def is_nhs_number(typed: str) -> bool:
    """Ten digits, spaces and dashes allowed, the last of them right (modulus 11)."""
    digits = re.sub(r"[\s-]", "", typed)
    if not digits.isascii() or not _NHS.fullmatch(digits):
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])


def is_upn(typed: str) -> bool:
    """A unique pupil number: a check letter, eleven digits, a last digit or letter (modulus 23)."""
    upn = re.sub(r"\s", "", typed).upper()
    if not upn.isascii() or not _UPN.fullmatch(upn):
        return False
    last = int(upn[12]) if upn[12].isdigit() else _UPN_LETTERS.find(upn[12])
    values = [*(int(digit) for digit in upn[1:12]), last]
    total = sum(value * weight for value, weight in zip(values, range(2, 14), strict=True))
    return last >= 0 and _UPN_LETTERS[total % 23] == upn[0]
