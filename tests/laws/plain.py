"""The journal read in plain Python, against which the selects of the store are held."""

from ledger.scoring import RULES
from ledger.store import scores
from ledger.store.columns import metadata
from ledger.store.keys import last_key
from ledger.store.scores import score_of


class Plain:
    """The journal up to an entry, read in plain Python, one rule of the architecture after the other."""

    def __init__(self, ledger, bound):
        self.tables = {name: self.read(ledger, name, bound) for name in metadata.tables}
        newest = {row.target_entry_id: row.act for row in self.tables["undos"]}
        self.undone = {entry for entry, act in newest.items() if act == "undo"}
        self.links = self.same_as()

    @staticmethod
    def read(ledger, name, bound):
        table = metadata.tables[name]
        with ledger.store.reading() as connection:
            rows = connection.execute(table.select()).all()
        if "entry_id" not in table.c:
            return rows
        return sorted((row for row in rows if row.id <= last_key(bound)), key=lambda row: row.id)

    def standing(self, name):
        return [row for row in self.tables[name] if row.entry_id not in self.undone]

    def current(self):
        words = {row.question_id: row for row in self.standing("wordings")}
        decided = {row.question_id: row for row in self.standing("resolutions")}
        for question, wording in words.items():
            decision = decided.get(question)
            if decision is not None and decision.verdict == "reopened":
                decision = None
            yield question, wording, decision

    def current_rows(self):
        return sorted(
            (question, wording.id, decision.id if decision else None, decision.verdict if decision else "open",
             wording.window_start, wording.deadline, wording.review_on, wording.deadline or wording.review_on)
            for question, wording, decision in self.current()
        )  # fmt: skip

    def same_as(self):
        """Whom each forecaster stands for: word by word, a word that closes a circle being none."""
        last = {}
        for row in self.standing("aliases"):
            last.pop(row.forecaster_id, None)
            last[row.forecaster_id] = None if row.removed else row.same_as_id
        links = {}
        for who, same in last.items():
            seen = [same]
            while seen[-1] in links:
                seen.append(links[seen[-1]])
            if same is not None and who not in seen:
                links[who] = same
        return links

    def whose(self, row):
        who = row.forecaster_id
        while who in self.links:
            who = self.links[who]
        return who

    def counted_rows(self):
        rows = self.standing("forecasts")
        corrected = {row.replaces for row in rows}
        found = []
        for question, wording, decision in self.current():
            mine = [row for row in rows if row.question_id == question and row.id not in corrected]
            for who in sorted({self.whose(row) for row in mine}):
                theirs = [row for row in mine if self.whose(row) == who]
                last = max(theirs, key=lambda row: self.order(row, wording, decision))
                found.append(self.counted_row(last, wording, decision))
        return sorted(found)

    def order(self, row, wording, decision):
        in_time = self.before_close(row, wording) and self.before_known(row, decision)
        return in_time, row.made_on, row.made_at or "~", row.id

    @staticmethod
    def close(wording):
        if wording.closes_on is None:
            return wording.deadline, wording.deadline_at
        return wording.closes_on, wording.closes_at

    def before_close(self, row, wording):
        day, instant = self.close(wording)
        if day is None or row.made_on < day:
            return True
        return row.made_on == day and row.made_at is not None and (instant is None or row.made_at < instant)

    @staticmethod
    def before_known(row, decision):
        if decision is None or row.made_on < decision.known_on:
            return True
        both = row.made_at is not None and decision.known_at is not None
        return row.made_on == decision.known_on and both and row.made_at < decision.known_at

    def counted_row(self, row, wording, decision):
        # Everything is recorded on the same day in November, months after it was known.
        entry = (row.question_id, self.whose(row), row.id, decision.id if decision else None)
        y = decision.y_ppm if decision else None
        return (*entry, self.reason(row, wording, decision), row.p_ppm, y, wording.deadline, int(decision is not None))

    def reason(self, row, wording, decision):
        if decision is None or decision.verdict != "resolved":
            return decision.verdict if decision else "open"
        late_close, late_known = not self.before_close(row, wording), not self.before_known(row, decision)
        if late_known and row.made_on > decision.known_on:
            return "after_known"
        if late_close and row.made_on > self.close(wording)[0]:
            return "after_close"
        if late_close or late_known:
            return "same_day"
        if self.withdrawn(row, decision):
            return "withdrawn"
        return "no_number" if row.p_ppm is None else "counts"

    def withdrawn(self, row, decision):
        return any(
            act.question_id == row.question_id
            and self.whose(act) == self.whose(row)
            and (act.made_on > row.made_on or (act.made_on == row.made_on and self.taken_back(act, row)))
            and act.made_on <= decision.known_on
            for act in self.standing("withdrawals")
        )

    def taken_back(self, act, row):
        instants = act.made_at, row.made_at
        return act.id > row.id if None in instants or act.made_at == row.made_at else act.made_at > row.made_at

    def score_rows(self):
        """Of every pair, standing or not: a score depends on nothing else."""
        return sorted(
            (row.id, decision.id, rule, RULES[rule].RULE_VERSION, score_of(rule, row.probability, decision.value))
            for row in self.tables["forecasts"]
            for decision in self.tables["resolutions"]
            for rule in scores.KEPT
            if row.question_id == decision.question_id and row.probability is not None and decision.value is not None
            and self.before_known(row, decision)
        )  # fmt: skip
