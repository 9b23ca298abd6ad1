"""What the user can set: targets, column names, own rules, teams and roles, owners of work.

Knows nothing of the file they are written in, of logs or of reports.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from faceaudit.judging.departments import Departments
from faceaudit.judging.targets import Targets
from faceaudit.units import WHOLE

if TYPE_CHECKING:  # who only reads logs needs no scoring
    from faceaudit.scoring.decisions import Decision
    from faceaudit.scoring.rules import Rule


class Config(NamedTuple):
    """The settings; without a file, the defaults."""

    targets: Targets = Targets()
    columns: Mapping[str, str] = {}
    """Column name by meaning."""
    teams: Mapping[str, str] = {}
    """Team by person key; wins over the log's own team column."""
    roles: Mapping[str, str] = {}
    """Role by person key."""
    aliases: Mapping[str, str] = MappingProxyType({})
    """Name to use by person key, for people who have other names in some logs."""
    rules: tuple["Rule", ...] = ()
    decisions: tuple["Decision", ...] = ()
    """What people decided about entries."""
    decisions_file: str = ""
    """Name of the file they were read from; empty where there is none."""
    departments: Departments = Departments()
    """Who should own which work, and what an hour of it costs."""
    notable: int = 2 * WHOLE // 100
    """Share of a person's working time, in millionths, from which an activity is notable."""
    least_certainty: int | None = None
    """Chance per mille from which an entry is decided; None for the limits of the scorecard."""
    file: str = ""
    """Name of the file it was read from; empty for the defaults."""
    spelled: Mapping[str, str] = MappingProxyType({})
    """Names of people as the file spells them, by person key."""
    spelled_groups: Mapping[str, str] = MappingProxyType({})
    """Names of teams and roles that have targets as the file spells them, by folded name."""


NO_SETTINGS = Config()
"""What holds where nothing is set."""
