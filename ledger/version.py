"""The version of this program, kept with every entry that it writes."""

__version__ = "0.1.0"
