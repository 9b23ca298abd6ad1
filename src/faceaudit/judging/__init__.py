"""Judging: pure functions from a Tally and limits to findings.

Knows nothing of files, formats or the clock.
"""
