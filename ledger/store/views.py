"""Views: what stands now under the names and with the numbers of the export tables, for everybody who speaks SQL.

The migrations make them; nothing in the program reads them.
"""

from typing import Final

VIEWS: Final = ("v_predictions", "v_forecasts", "v_resolutions", "v_scores")
