"""Logs that are no CSV: archives, workbooks, calendars and JSON, made into CSV before they are read."""
