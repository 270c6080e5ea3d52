"""Personal data in a text masked: ID and bank card numbers, phones, e-mail addresses, on request company codes.

Only what proves itself is masked: an ID number, a card and a company code by their check digit, a phone by its length
and its first digits. A sum of money with as many digits stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ－＠．＋", "0123456789Xx-@.+")
_ALONE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_MONEY = r"(?!\s*(?:[万亿千百]|元|圆|RMB|yuan|%))"

_ID = re.compile(rf"{_ALONE}[1-9]\d{{5}}[ -]?(?:18|19|20)\d{{6}}[ -]?\d{{3}}[\dXx]{_END}")
_OLD_ID = re.compile(rf"{_ALONE}[1-9]\d{{5}}\d{{6}}\d{{3}}{_END}{_MONEY}")
_COMPANY = re.compile(rf"{_ALONE}[0-9A-HJ-NP-RTUW-Y]{{2}}\d{{6}}[0-9A-HJ-NP-RTUW-Y]{{10}}{_END}", re.IGNORECASE)
_CARD = re.compile(rf"{_ALONE}(?:62|4\d|5[1-5])\d{{2}}([ -]?)\d{{4}}\1\d{{4}}\1\d{{4}}(?:\1\d{{1,3}})?{_END}{_MONEY}")
_MOBILE = re.compile(rf"{_ALONE}(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:\d{{8}}|([ -])\d{{4}}\1\d{{4}}){_END}{_MONEY}")
_LANDLINE = re.compile(
    rf"{_ALONE}(?:(?:\+|00)86[ -]?)?[(（]?0(?:10|2\d|[3-9]\d\d)[)）]?[ -]?[2-8]\d{{6,7}}"
    rf"(?:[-转]\d{{1,5}})?{_END}{_MONEY}"
)
_MAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}")

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
_COMPANY_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100


def mask(text: str, *, company_codes: bool = False, keep: Collection[str] = ()) -> str:
    """The text with personal data replaced by what it was.

    Args:
        text: Any text.
        company_codes: Replace unified social credit codes too.
        keep: Texts whose numbers stay: what public documents say, such as the telephone of an office.
    """
    if not any(char.isdigit() or char == "@" or char == "＠" for char in text):
        return text
    plain = text.translate(_FULL_WIDTH)  # one character for one, so that spans fit both
    found: list[tuple[int, int, str]] = []
    for pattern, proves, name in _KINDS:
        if name == _COMPANY_NAME and not company_codes:
            continue
        for match in pattern.finditer(plain):
            start, end = match.span()
            free = all(end <= taken or start >= upto for taken, upto, _ in found)
            if free and proves(match[0]) and not any(text[start:end] in kept for kept in keep):
                found.append((start, end, name))
    for start, end, name in sorted(found, reverse=True):
        text = f"{text[:start]}[{name}]{text[end:]}"
    return text


def mask_answer(answer: Mapping[str, Any], *, company_codes: bool = False) -> dict[str, Any]:
    """An answer's JSON with what came from the asker masked; quotations and facts are public and stay as they are."""
    quotes = [str(citation.get("quote", "")) for citation in answer.get("citations", ())]

    def masked(value: Any) -> Any:
        if isinstance(value, str):
            return mask(value, company_codes=company_codes, keep=quotes)
        if isinstance(value, Mapping):
            return {key: masked(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [masked(one) for one in value]
        return value

    return {name: value if name in ("citations", "facts") else masked(value) for name, value in answer.items()}


def _is_id(found: str) -> bool:
    digits = re.sub(r"[ -]", "", found).upper()
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _ID_WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[17]


def _is_old_id(digits: str) -> bool:
    try:
        date(1900 + int(digits[6:8]), int(digits[8:10]), int(digits[10:12]))
    except ValueError:
        return False
    return bool(_PROVINCES.match(digits))


def _is_company(found: str) -> bool:
    code = found.upper()
    if not any(char.isdigit() for char in code[:2]):
        return False
    total = sum(_COMPANY_SIGNS.index(char) * pow(3, at, 31) for at, char in enumerate(code[:17]))
    return _COMPANY_SIGNS[(31 - total % 31) % 31] == code[17]


def _is_card(found: str) -> bool:
    digits = [int(char) for char in reversed(found) if char.isdigit()]
    return sum(sum(divmod(2 * digit, 10)) if at % 2 else digit for at, digit in enumerate(digits)) % 10 == 0  # Luhn


# 15 digits have no check digit: at least the province has to exist (GB 2260).
_PROVINCES = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]")
_COMPANY_NAME = "统一社会信用代码"
_KINDS: tuple[tuple[re.Pattern[str], Callable[[str], bool], str], ...] = (
    (_ID, _is_id, "身份证号"),
    (_COMPANY, _is_company, _COMPANY_NAME),
    (_OLD_ID, _is_old_id, "身份证号"),
    (_CARD, _is_card, "银行卡号"),
    (_MAIL, lambda _: True, "邮箱"),
    (_MOBILE, lambda _: True, "电话"),
    (_LANDLINE, lambda _: True, "电话"),
)
