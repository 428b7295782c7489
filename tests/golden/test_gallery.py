"""The gallery: its page, its forecasts and what its pictures say are those that its script makes."""

import importlib.util
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    spec = importlib.util.spec_from_file_location("make", ROOT / "docs/pictures/make.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    folder = tmp_path_factory.mktemp("gallery")
    script.write(folder)
    return folder


@pytest.mark.parametrize("place", ["docs/gallery.md", "docs/pictures/forecasts.csv"])
def test_the_gallery_is_up_to_date(made, place):
    assert (ROOT / place).read_text("utf-8") == (made / place).read_text("utf-8"), "write it anew: make docs"


def test_every_picture_says_what_it_would_say_now(made):
    """In words: lines and letters may stand elsewhere with another version of matplotlib."""
    kept, drawn = ({file.name: said(file) for file in (home / "docs/pictures").glob("*.svg")} for home in (ROOT, made))

    assert kept == drawn


def said(file):
    root = ET.parse(file).getroot()
    return [one.text for one in root.iter() if one.tag in {f"{SVG}title", f"{SVG}desc"}]
