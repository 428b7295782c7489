"""Questions of every type with a prediction of every kind, and what they came out as."""

import ledger
from ledger.services.addition import Addition

NUMBER = {"type": "numeric", "unit": "USD bn"}
TOLD = {
    "happens": ({"probability": "70%"}, "yes"),
    "leads": ({"options": "Google,OpenAI,other", "shares": "Google=50% OpenAI=40% other=10%"}, "OpenAI"),
    "ranks": ({"options": "low,mid,high", "ordered": True, "shares": "low=20% mid=30% high=50%"}, "low"),
    "takes part": ({"options": "a,b,c", "independent": True, "shares": "a=70% b=20% c=10%"}, "a, c"),
    "quantiles": ({**NUMBER, "quantiles": "25%=90 50%=140 75%=220"}, "120"),
    "uneven": ({**NUMBER, "quantiles": "5%=50 50%=140"}, "150"),
    "interval": ({**NUMBER, "interval": "100..400@80%"}, "450"),
    "normal": ({"type": "numeric", "unit": "km", "distribution": "normal(150,40)"}, "170"),
    "lognormal": ({"type": "numeric", "distribution": "lognormal(5,0.3)"}, "170"),
    "cdf": ({**NUMBER, "cdf": "0=10% 100=55% 400=98%"}, "120"),
    "passed": ({**NUMBER, "bounds": "0..1000", "open_bounds": "upper", "interval": "700..900@50%"}, "above"),
    "day": ({"type": "date", "interval": "2026-03..2026-05@50%"}, "2026-06-01"),
    "any day": ({"type": "date", "distribution": "uniform(2026-02-01, 2026-12-01)"}, "2026-05-01"),
}
"""By claim: what was typed, and the outcome."""


def additions(*claims: str, **more) -> list[Addition]:
    """Those of these claims, or all of them, made on 5 January and due by the end of June 2026."""
    common = {"made": "2026-01-05", "by": "2026-06-30", **more}
    return [Addition(claim=claim, **TOLD[claim][0], **common) for claim in claims or TOLD]


def told(place, *claims: str, known_on="2026-06-10") -> dict[str, str]:
    """A ledger with those of these claims, or all of them, resolved: the id of each."""
    with ledger.open(place, actor="tester") as book:
        ids = {one.claim: one.id for one in book.add_many(additions(*claims))}
        for claim, id_ in ids.items():
            book.resolve(id_, TOLD[claim][1], known_on=known_on)
    return ids
