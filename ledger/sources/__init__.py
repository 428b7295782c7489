"""Texts that predictions are said in: one file for each format."""
