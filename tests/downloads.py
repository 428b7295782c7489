"""Data downloads as Metaculus packs them, small and made by hand."""

import csv
import io
import zipfile

QUESTION = {
    "Question ID": "7", "Question URL": "https://www.metaculus.com/questions/70/rain/",
    "Question Title": "Does it rain in Ghent?", "Post ID": "70", "Post Curation Status": "approved",
    "Post Published Time": "2026-01-01 09:00:00+00:00", "Default Project": "Weather", "Default Project ID": "144",
    "Categories": "['Natural Sciences', 'Health & Pandemics']", "Leaderboard Tags": "[]", "Label": "",
    "Question Type": "binary", "MC Options (Current)": "", "MC Options (All)": "", "MC Options History": "",
    "Lower Bound": "", "Open Lower Bound": "False", "Upper Bound": "", "Open Upper Bound": "False",
    "Continuous Range": "", "Open Time": "2026-01-01 10:00:00+00:00", "CP Reveal Time": "",
    "Scheduled Close Time": "2026-06-30 22:00:00+00:00", "Actual Close Time": "", "Resolution": "",
    "Resolution Known Time": "", "Include Bots in Aggregates": "False", "Question Weight": "1.0",
}  # fmt: skip
FORECAST = {
    "Question ID": "7", "Forecaster ID": "11", "Forecaster Username": "ann", "Is Bot": "False",
    "Start Time": "2026-01-02 10:00:00.123456+00:00", "End Time": "", "Forecaster Count": "", "Probability Yes": "",
    "Probability Yes Per Category": "", "Continuous CDF": "", "Probability Below Lower Bound": "",
    "Probability Above Upper Bound": "", "5th Percentile": "", "25th Percentile": "", "Median": "",
    "75th Percentile": "", "95th Percentile": "", "Probability of Resolution": "", "PDF at Resolution": "",
}  # fmt: skip
ENDED = {"Actual Close Time": "2026-03-01 12:00:00+00:00", "Resolution Known Time": "2026-03-01 12:00:00+00:00"}


def question(**cells):
    """A row of questions; keywords name columns with underscores for spaces, in any case."""
    return _row(QUESTION, cells)


def forecast(p="0.7", **cells):
    """A row of forecasts: that of a yes/no question unless more is said."""
    return _row(FORECAST, {"probability_yes": str(p), **cells})


def _row(usual, cells):
    names = {"".join(letter if letter.isalnum() else "_" for letter in name).lower(): name for name in usual}
    return {**usual, **{names[name]: str(cell) for name, cell in cells.items()}}


def table(rows, usual, *, cut=0):
    """A table in text; its rows lack so many cells at the end as those of open questions do."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(usual)
    writer.writerows(list(row.values())[: len(row) - cut] for row in rows)
    return text.getvalue()


def packed(questions, forecasts, *, cut=1, **others):
    """The download; `others` are further files by name without `.csv`."""
    files = {
        "question_data": table(questions, QUESTION),
        "forecast_data": table(forecasts, FORECAST, cut=cut),
        **others,
    }
    return zipped({"README.md": "This README file", **{f"{name}.csv": text for name, text in files.items()}})


def zipped(files):
    """A ZIP file of these texts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()
