"""The commands by name: where each lies, and the line that help shows. Nothing here imports them."""

from typing import Final, NamedTuple


class Listed(NamedTuple):
    """A command that can be called: its place as module:attribute, and what it does in one line."""

    place: str
    help: str


SECTIONS: Final[dict[str, dict[str, Listed]]] = {
    "Write": {
        "add": Listed("ledger.cli.add:add", "Record a prediction."),
        "update": Listed("ledger.cli.update:update", "Record a change of mind, or correct a number."),
        "reveal": Listed("ledger.cli.reveal:reveal", "Reveal a private prediction."),
        "withdraw": Listed("ledger.cli.update:withdraw", "Take a forecast back; it stays in the journal."),
        "edit": Listed("ledger.cli.edit:edit", "Give a question a new wording."),
        "note": Listed("ledger.cli.edit:note", "Add a note to a question."),
        "tag": Listed("ledger.cli.edit:tag", "Add or remove tags."),
        "expand": Listed("ledger.cli.expand:expand", "Add the occurrences of series that have begun."),
        "import": Listed("ledger.cli.importing:import_", "Bring predictions in from a file."),
        "scan": Listed("ledger.cli.scan:scan", "Find predictions in a text."),
        "source": Listed("ledger.cli.source:source", "Texts that predictions were said in."),
        "demo": Listed("ledger.cli.demo:demo", "Fill an empty ledger from the shipped seed texts."),
    },
    "Settle": {
        "resolve": Listed("ledger.cli.resolve:resolve", "Record what came out; bare: walk through what is due."),
        "observe": Listed("ledger.cli.observe:observe", "Record what was measured; see what it settles."),
        "reopen": Listed("ledger.cli.resolve:reopen", "Take a decision back."),
        "annul": Listed("ledger.cli.resolve:annul", "Decide that a question cannot be judged."),
        "undo": Listed("ledger.cli.undo:undo", "Take an entry back."),
        "redo": Listed("ledger.cli.undo:redo", "Bring an undone entry back."),
        "redact": Listed("ledger.cli.redact:redact", "Blank a text that must go."),
    },
    "Read": {
        "list": Listed("ledger.cli.list:list_", "List questions that match a query."),
        "show": Listed("ledger.cli.show:show", "Show everything about a prediction."),
        "search": Listed("ledger.cli.search:search", "Search the words of claims, quotes, criteria, notes."),
        "due": Listed("ledger.cli.due:due", "List what is due or overdue."),
        "log": Listed("ledger.cli.log:log", "Show what happened, newest first."),
        "score": Listed("ledger.cli.score:score", "Score forecasts against outcomes."),
        "calibration": Listed("ledger.cli.calibration:calibration", "Are my 70%s 70%? Table and diagram."),
        "compare": Listed("ledger.cli.compare:compare", "Compare two forecasters on the questions of both."),
        "leaderboard": Listed("ledger.cli.leaderboard:leaderboard", "Rank forecasters of different questions."),
        "goalposts": Listed("ledger.cli.goalposts:goalposts", "Show how far claims moved that were said again."),
        "audit": Listed("ledger.cli.audit:audit", "Show what was done in hindsight, and where judges differ."),
        "words": Listed("ledger.cli.words:words", "Show what words of probability mean."),
        "coherence": Listed("ledger.cli.coherence:coherence", "Find statements that cannot all hold."),
        "lint": Listed("ledger.cli.lint:lint", "Find criteria that will be hard to judge."),
        "export": Listed("ledger.cli.export:export", "Write a table to a file."),
        "plot": Listed("ledger.cli.plot:plot", "Draw a picture to a file."),
        "report": Listed("ledger.cli.report:report", "Write the ledger as a web site."),
        "forecaster": Listed("ledger.cli.forecaster:forecaster", "People, organisations, panels and models."),
    },
    "Keep": {
        "verify": Listed("ledger.cli.verify:verify", "Recompute every hash; name the first damaged entry."),
        "anchor": Listed("ledger.cli.anchor:anchor", "Print an anchor to publish."),
        "prove": Listed("ledger.cli.prove:prove", "Prove one prediction to a stranger."),
        "db": Listed("ledger.cli.db:db", "Make, upgrade, copy, share, back up and restore ledgers."),
        "config": Listed("ledger.cli.config:config", "Show and change settings."),
        "mcp": Listed("ledger.cli.mcp:mcp", "Serve the ledger to an agent (MCP)."),
        "completion": Listed("ledger.cli.completion:completion", "Print the completion script of a shell."),
        "schema": Listed("ledger.cli.schema:schema", "Print the JSON Schema of every --json answer."),
    },
}

COMMANDS: Final[dict[str, Listed]] = {name: listed for section in SECTIONS.values() for name, listed in section.items()}
