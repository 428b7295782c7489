"""The ledger as pages: a static site that needs no server, the same as one file, and live on this machine.

>>> import ledger, pathlib, tempfile
>>> from ledger.site import Asked, write_site
>>> folder = pathlib.Path(tempfile.mkdtemp())
>>> book = ledger.open(folder / "ledger.db")
>>> rain = book.add("It rains in Ghent on 1 May 2026", "70%", by="2026-05-01", made="2026-04-24")
>>> write_site(book, folder / "site", Asked(title="Rain")).questions
1
>>> (folder / "site" / "predictions" / f"{rain.id}.html").exists()
True
"""

from ledger.site.asked import Asked
from ledger.site.writing import Written, write_single, write_site

__all__ = ["Asked", "Written", "write_single", "write_site"]
