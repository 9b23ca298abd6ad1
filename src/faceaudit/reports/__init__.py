"""Reports: from findings to what is said of them, in words and in numbers, for the commands that judge.

A module tells it in words; what machines get of it stands in ``NAME_numbers`` where that is much. What they say alike
is in ``phrases`` and ``sums``. Knows nothing of formats.
"""
