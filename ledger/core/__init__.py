"""Values and rules of the domain: what is said, by when, with which number; nothing here reads or writes."""
