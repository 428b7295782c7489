"""The only part that speaks SQL: the journal, what stands in it, and what is derived from both."""
