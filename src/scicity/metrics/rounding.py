"""From an exact value to printed digits: the one division and the one rounding of a figure."""

from __future__ import annotations

from fractions import Fraction


def printed(value: Fraction, decimals: int) -> str:
    """Decimal text with `decimals` digits after the point, halves away from zero (GB/T 8170 leaves
    it to the rule named).
    """
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if value < 0 and whole else ""
    digits = str(whole).rjust(decimals + 1, "0")
    return sign + (digits if not decimals else f"{digits[:-decimals]}.{digits[-decimals:]}")
