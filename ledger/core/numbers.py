"""How numbers are written: decimals and floats as the shortest text that reads back, and parts per million."""

from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext

MILLION = 1_000_000

_WIDE = Context(prec=100)
_SHORT = Context(prec=4)
_LONGEST_PLAIN = 18


def decimal_text(value: Decimal) -> str:
    """A decimal in plain digits: no exponent, no trailing zeros, no minus zero.

    >>> [decimal_text(Decimal(text)) for text in ("0.70", "1.0", "1E+2", "-0", "Infinity")]
    ['0.7', '1', '100', '0', 'inf']
    """
    if not value.is_finite():
        return float_text(float(value))
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def float_text(value: float) -> str:
    """The shortest text that reads back to the same float; an exponent only beyond 18 places.

    >>> [float_text(value) for value in (1.0, 0.1 + 0.2, 1e-05, 1e-30, float("inf"))]
    ['1', '0.30000000000000004', '0.00001', '1e-30', 'inf']
    """
    text = repr(float(value))
    if text in {"inf", "-inf", "nan"}:
        return text
    shortest = Decimal(text)
    if shortest and abs(shortest.adjusted()) > _LONGEST_PLAIN:
        return text
    return decimal_text(shortest)


def from_ppm(parts: int) -> Decimal:
    """Parts per million as an exact decimal.

    >>> from_ppm(38_400_000)
    Decimal('38.4')
    """
    return Decimal(decimal_text(Decimal(parts).scaleb(-6, _WIDE)))


def to_ppm(share: Decimal) -> int:
    """The nearest part per million of a share in [0, 1], half to even; 0 and 1,000,000 only for exactly 0 and 1.

    >>> [to_ppm(Decimal(text)) for text in ("0.7", "0.0000005", "0.99999999", "1")]
    [700000, 1, 999999, 1000000]
    """
    if share in {0, 1}:
        return int(share) * MILLION
    nearest = int(share.scaleb(6, _WIDE).to_integral_value(ROUND_HALF_EVEN))
    return min(max(nearest, 1), MILLION - 1)


def percent_text(share: Decimal) -> str:
    """A share in percent as people write it: at most four digits that say something, and never 0% or 100% for others.

    >>> [percent_text(Decimal(text)) for text in ("0.5", "0.083333333333333333", "0.999999", "1")]
    ['50%', '8.333%', '99.9999%', '100%']
    """
    whole = share.scaleb(2, _WIDE)
    short = _SHORT.create_decimal(whole)
    return decimal_text(whole if short == 100 else short) + "%"


def ratio(numerator: Decimal, denominator: Decimal, *, digits: int = 18) -> Decimal:
    """A quotient rounded half-even to that many significant digits.

    >>> ratio(Decimal(1), Decimal(3))
    Decimal('0.333333333333333333')
    """
    with localcontext(Context(prec=digits, rounding=ROUND_HALF_EVEN)):
        return numerator / denominator
