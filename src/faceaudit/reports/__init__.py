"""Reports: from findings to what is said, in words and in numbers; a module for each command.

Knows nothing of formats.
"""
