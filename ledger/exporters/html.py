"""Tables as a page of HTML: one file that asks for nothing else and has no script; no cell is markup."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Final, TextIO

from ledger.exporters._cells import header, name_of, numeric, shown_lines, text_rows

if TYPE_CHECKING:
    import pandas as pd

BEGINNING: Final = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; font: 1rem/1.4 system-ui, sans-serif; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; }}
caption {{ text-align: start; font-weight: bold; padding: 0.5em; }}
th, td {{ border-bottom: 1px solid; padding: 0.25em 0.5em; text-align: start; vertical-align: top; }}
.n {{ text-align: end; font-variant-numeric: tabular-nums; }}
</style>
</head>
<body>
<main>
<h1>{name}</h1>
<div class="wide" role="region" aria-label="{title}" tabindex="0">
<table>
<caption>{title}</caption>
"""
END: Final = "</tbody>\n</table>\n</div>\n</main>\n</body>\n</html>\n"


def write(frame: pd.DataFrame, stream: TextIO, *, spreadsheet_safe: bool = False) -> None:
    """A page with one table: its name and size as the caption, a head for each column, numbers to the right."""
    right = numeric(frame)
    rows = text_rows(frame, spreadsheet_safe=spreadsheet_safe)
    stream.write(BEGINNING.format(name=escape(name_of(frame)), title=escape(_title(frame))))
    stream.write(f"<thead>\n{line(header(frame), right, head=True)}</thead>\n<tbody>\n")
    stream.writelines(line(row, right) for row in rows)
    stream.write(END)


def _title(frame: pd.DataFrame) -> str:
    return f"{name_of(frame)}, {len(frame)} {'row' if len(frame) == 1 else 'rows'}"


def line(cells: Sequence[str], right: Sequence[bool], *, head: bool = False) -> str:
    r"""One row of the table; what one would not see is an escape.

    >>> line(["a\x1b<b>", "0.5"], [False, True])
    '<tr><td>a\\x1b&lt;b&gt;</td><td class="n">0.5</td></tr>\n'
    """
    tag, scope = ("th", ' scope="col"') if head else ("td", "")
    kinds = [f'{scope} class="n"' if number else scope for number in right]
    told = ("<br>".join(map(escape, shown_lines(cell))) for cell in cells)
    return f"<tr>{''.join(f'<{tag}{kind}>{text}</{tag}>' for kind, text in zip(kinds, told, strict=True))}</tr>\n"
