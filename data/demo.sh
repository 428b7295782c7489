#!/bin/sh
# The seed ledger from end to end: predictions in, resolved, scored, a calibration table out.
# `make demo` runs it; FCL names the program, everything is written beside this script.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
ledger=$here/demo.db
table=$here/calibration.csv

# What the program remembers about this throw-away ledger goes with it.
state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT
XDG_STATE_HOME=$state
export XDG_STATE_HOME
unset FORECAST_LEDGER_DB

fcl() {
    "${FCL:-fcl}" --no-config --no-pager --no-input --ledger "$ledger" "$@"
}

heading() {
    printf '\n== %s ==\n\n' "$1"
}

rm -f "$ledger" "$ledger.lock" "$table"

heading "Five texts go into a new ledger"
fcl demo

heading "Due: waiting for somebody to resolve them"
fcl due

heading "Open"
fcl list status:open

heading "Resolved"
fcl list status:resolved

heading "Scores"
fcl score

heading "Calibration"
fcl calibration

heading "The same table as a file, and every hash recomputed"
fcl export calibration -o "$table"
fcl verify
printf '\nLedger: %s\nTable:  %s\nLook further: fcl --ledger %s list\n' data/demo.db data/calibration.csv data/demo.db
