"""The house: which room may import which, how large rooms are, what start-up loads."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import faceaudit

PACKAGE = Path(faceaudit.__file__).parent

IMPORT_MAP = {
    "errors": set(),
    "units": set(),
    "package_data": set(),
    "toml_lines": set(),
    "taxonomy": {"package_data"},
    "tally": set(),
    "contacts": {"tally"},
    "tables": {"errors"},
    "logs": {"errors", "units", "package_data"},
    "scoring": {"errors", "package_data", "taxonomy"},
    "counting": {"contacts", "logs", "scoring", "tally", "taxonomy"},
    "explained": {"errors", "scoring", "tables", "taxonomy"},
    "samples": set(),
    "seals": set(),
    "classified": {"counting", "explained", "logs", "samples", "scoring", "seals", "tables", "taxonomy", "units"},
    "reviews": {"counting", "logs", "scoring", "tally", "taxonomy"},
    "judging": {"errors", "package_data", "tally", "taxonomy", "units"},
    "reports": {"errors", "judging", "tables", "tally", "taxonomy", "units"},
    "rejects": {"errors", "logs", "units"},
    "render": {"errors", "tables", "units"},
    "config": {"judging", "scoring", "units"},
    "config_file": {"config", "errors", "judging", "logs", "scoring", "taxonomy", "toml_lines", "units"},
    "sheets": {"errors", "logs"},
    "decisions_file": {"errors", "logs", "scoring", "sheets", "taxonomy", "units"},
    "masks": {"contacts", "counting", "errors", "judging", "logs", "tables", "tally"},
    "mask_key": {"errors", "masks"},
    "remarks": {"config", "counting", "errors", "judging", "scoring", "tally", "units"},
    "audit": {
        "config", "counting", "errors", "judging", "logs", "masks", "rejects", "remarks", "reports", "scoring",
        "tables", "tally",
    },
    "rule_usage": {"counting", "errors", "logs", "remarks", "scoring", "tables", "tally", "taxonomy", "units"},
    "rule_reasons": {"errors", "logs", "rule_usage", "scoring", "tally"},
    "rule_trial": {
        "config", "counting", "errors", "judging", "logs", "rule_reasons", "rule_usage", "scoring", "tables", "tally",
        "units",
    },
    "word_usage": {"errors", "logs", "scoring", "tables", "tally", "taxonomy", "units"},
    "accuracy": {"taxonomy", "units"},
    "sample_file": {"accuracy", "classified", "errors", "logs", "seals", "sheets", "taxonomy", "units"},
    "measured": {"accuracy", "errors", "tables", "taxonomy", "units"},
    "checks": {"errors", "logs", "rejects", "remarks", "reports", "tables", "tally", "units"},
    "frames": {
        "audit", "classified", "config", "config_file", "counting", "judging", "logs", "rejects", "render", "reports",
        "tables",
    },
    "cli": {
        "__init__", "accuracy", "audit", "checks", "classified", "config", "config_file", "counting",
        "decisions_file", "errors", "explained", "judging", "logs", "mask_key", "masks", "measured", "package_data",
        "rejects", "render", "reports", "reviews", "rule_trial", "rule_usage", "sample_file", "scoring", "tables",
        "taxonomy", "units", "word_usage",
    },
    "__main__": {"cli"},
    "__init__": set(),
}  # fmt: skip
"""Room -> rooms it may import from, in the order of dependence."""

THIRD_PARTIES = {
    "click": {"cli"},
    "icalendar": {"logs"},
    "numpy": {"scoring"},
    "pandas": {"frames"},
    "python_calamine": {"logs"},
    "tabulate": {"render"},
    "wcwidth": {"render"},
    "re2": {"scoring"},
    "zstandard": {"logs"},
}
"""Library -> rooms that may import it."""

FRONT = {"logs", "scoring", "counting", "classified", "explained"}
BACK = {"judging", "reports", "render"}

MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "training" not in p.relative_to(PACKAGE).parts)


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= (
                {f"{node.module}.{alias.name}" for alias in node.names} if node.module == "faceaudit" else {node.module}
            )
    return names


def rooms_imported(path: Path) -> set[str]:
    rooms = set()
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] == "faceaudit":
            rooms.add(parts[1] if len(parts) > 1 and not parts[1].startswith("__version") else "__init__")
    return rooms - {room_of(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_room_imports_only_what_the_map_allows(path):
    assert rooms_imported(path) <= IMPORT_MAP[room_of(path)]


def test_the_map_points_one_way():
    order = list(IMPORT_MAP)
    for room, allowed in IMPORT_MAP.items():
        for other in allowed - {"__init__"}:
            assert order.index(other) < order.index(room), f"{room} imports {other}, which stands below it"


def test_the_map_names_no_import_that_is_not_there():
    used = {room: set() for room in IMPORT_MAP}
    for path in MODULES:
        used[room_of(path)] |= rooms_imported(path)
    assert used == IMPORT_MAP


def test_the_two_halves_never_import_each_other():
    assert not any(IMPORT_MAP[room] & BACK for room in FRONT)
    assert not any(IMPORT_MAP[room] & FRONT for room in BACK)


@pytest.mark.parametrize("library", THIRD_PARTIES)
def test_a_library_is_imported_only_in_its_rooms(library):
    rooms = {room_of(p) for p in MODULES for name in imports_of(p) if name.split(".")[0] == library}
    assert rooms == THIRD_PARTIES[library]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_is_small_and_says_what_it_owns(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 300
    assert ast.get_docstring(ast.parse(text))


def loaded_by(*arguments: str) -> set[str]:
    code = f"import sys; from faceaudit.cli import run; run({list(arguments)!r}); print('\\n' + ' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


HEAVY = {"numpy", "pyarrow", "pandas", "tabulate", "wcwidth", "scipy", "re2", "tempfile", "importlib.metadata"}


@pytest.mark.parametrize("arguments", [["--help"], ["report", "--help"], ["classify", "--help"], ["explain", "--help"]])
def test_help_loads_nothing_heavy(arguments):
    loaded = loaded_by(*arguments)
    assert not loaded & (HEAVY | {"csv", "json", "faceaudit.logs", "faceaudit.scoring"})


@pytest.mark.parametrize("kind", ["text", "json", "csv"])
def test_a_small_report_loads_nothing_heavy(kind, tmp_path):
    log = tmp_path / "log.csv"
    log.write_text("person,date,minutes,activity\nAnn,2025-11-03,30,cold calls\n")
    assert not loaded_by("report", str(log), "--format", kind) & HEAVY
