"""What finds candidates in a text: one file for each proposer."""

from ledger.registry import Registry
from ledger.sources.proposals import Proposer

PROPOSERS: Registry[type[Proposer]] = Registry(
    "proposer",
    {
        "rules": "ledger.sources.proposers.rules:Rules",
        "model": "ledger.sources.proposers.model:Model",
    },
)
