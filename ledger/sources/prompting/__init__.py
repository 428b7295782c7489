"""Asking a language model for candidates: what it is shown, what it answers, and what of that the text bears out."""
