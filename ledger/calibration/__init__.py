"""Calibration as a function of a tally of integers: bins, intervals, the table."""
