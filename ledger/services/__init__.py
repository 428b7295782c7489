"""The verbs: one function for each thing that people do with a ledger."""
