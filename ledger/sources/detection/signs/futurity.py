"""Futurity: verbs that put an event ahead of the speaker."""

from typing import Final

SIGNS: Final = {
    "will": "will | 'll | won't | shall | shan't | wo_n't",
    "going-to": """
        am/is/are/'m/'s/'re (not/never/'t/only/just/also/really/probably/likely/definitely/somehow/always)? going to
        | isn't/aren't (really/ever)? going to | gonna | is/are .. going to
    """,
    "set-to": """
        is/are/'s/'re/look/looks/seem/seems/appear/appears/remain/remains/now/and
        (now/all/also/well/almost/likely/certain/all_but)?
        set/poised/primed/slated/scheduled/due/bound/destined/doomed/fated/certain/sure/ guaranteed/positioned to |
        about to | on the verge/cusp/brink/threshold of | on course to/for | on track to/for/towards/toward | on a
        path to/towards | heading/headed/bound for/towards/toward/into | poised/bound/destined/slated/doomed to |
        with .... set to be/become/rise/fall/reach/grow/overtake/open/close
    """,
    "in-for": "is/are/'s/'re/was/were in for a/an/another/some/more",
    "yet-to-come": """
        yet to come | still to come | to come/follow (in/over/within/by)? <year> | remains/remain (still)? .. away |
        in store for | ahead of us | lies/lie ahead | on the horizon | in the pipeline | wait/waits/waiting to happen
        | waiting in the wings
    """,
}
