"""faceaudit: how much of a salesperson's logged time is spent selling.

The command line is ``faceaudit``; for notebooks see :mod:`faceaudit.frames`.
"""

__version__ = "0.1.0"
