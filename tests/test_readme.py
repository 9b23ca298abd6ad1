"""Every command in the README runs and prints what the README shows."""

import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from faceaudit.cli import COMMANDS
from faceaudit.logs.columns import MEANINGS
from faceaudit.package_data import package_path, read_package_file
from faceaudit.taxonomy import ACTIVITIES
from support import README, SAMPLES

TEXT = README.read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with the samples, in which the README's commands follow one another."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(SAMPLES, folder / "samples")
    binaries = folder / "bin"
    binaries.mkdir()
    (binaries / "faceaudit").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m faceaudit "$@"\n')
    (binaries / "faceaudit").chmod(0o755)
    return folder


def run_console(body: str, folder: Path) -> str:
    """Run each line after ``$ `` and give the block as it should stand: commands, and what they print."""
    shown = ""
    for line in body.splitlines():
        if line.startswith("$ "):
            done = subprocess.run(
                ["/bin/bash", "-c", line[2:]], cwd=folder, capture_output=True, text=True, timeout=60,
                env={"PATH": f"{folder / 'bin'}:/usr/bin:/bin", "LANG": "C.UTF-8"}, stdin=subprocess.DEVNULL,
            )  # fmt: skip
            shown += f"{line}\n{done.stdout}{done.stderr}"
    return shown


def run_python(body: str, folder: Path) -> str:
    """Run a notebook example; what it prints stands behind ``# prints`` lines."""
    code = body.partition("# prints\n")[0]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return f"{code}# prints\n" + "".join(f"# {line}".rstrip() + "\n" for line in done.stdout.splitlines())


def test_commands_print_what_is_shown(folder, request):
    def renew(match: re.Match[str]) -> str:
        kind, body = match.groups()
        return f"```{kind}\n{(run_console if kind == 'console' else run_python)(body, folder)}```"

    renewed = BLOCK.sub(renew, TEXT)
    if request.config.getoption("--update-golden"):
        README.write_text(renewed, encoding="utf-8")
    assert renewed == README.read_text(encoding="utf-8")


def test_lines_fit_eighty_columns_where_they_are_shown():
    shown = [
        line
        for _, body in BLOCK.findall(TEXT)
        for line in body.splitlines()
        if not line.startswith(("$", "{", "Note:"))
    ]
    assert [line for line in shown if len(line) > 80 and '"' not in line] == []


def test_every_link_within_leads_to_a_heading():
    prose = re.sub(r"^```.*?^```$", "", TEXT, flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ (.+)$", prose, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    linked = set(re.findall(r"\]\(#([^)]*)\)", prose))
    assert len(anchors) == len(headings)
    assert linked <= anchors
    assert {heading for heading in anchors if heading not in linked} == {"faceaudit"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_described(command):
    done = subprocess.run(
        [sys.executable, "-m", "faceaudit", command, "--help"], capture_output=True, text=True, check=True
    )
    for option in re.findall(r"^  (?:-\w, )?(--[\w-]+)", done.stdout, re.MULTILINE):
        assert f"`{option}" in TEXT or option == "--help", option


def test_every_meaning_and_activity_is_named():
    assert [name for name in (*MEANINGS, *ACTIVITIES) if f"`{name}`" not in TEXT] == []


def test_the_import_map_is_the_one_under_test():
    from test_architecture import IMPORT_MAP

    listed = re.findall(r"^\| `([\w_]+)`", TEXT.partition("## Architecture")[2], re.MULTILINE)
    assert listed == [room for room in IMPORT_MAP if not room.startswith("__")]


STYLES = {
    "diary": "whole diaries", "later diary": "later diaries", "plain": "CRM subjects, tasks, notes",
    "bare": "everyday subjects", "by-activity": "unusual words on purpose",
}  # fmt: skip
MEASURES = {
    "category_right": "category right",
    "category_right_or_second": "category right, or that of the second reading labelled",
    "activity_right": "activity right",
    "selling_or_not_right": "selling or not, right",
    "decided_share_of_time": "share of time decided",
    "decided_right": "right of the decided",
    "unclear_left_open": "open entries left open",
}
OF_PEOPLE = {
    "people": "people",
    "share_error": "mean error of a person's share, every entry sorted",
    "range_holds": "people whose range holds their true share",
    "truth_above_range": "people whose true share lies above their range",
}
OF_CURVES = {
    "category_right": "category right",
    "activity_right": "activity right",
    "selling_or_not_right": "selling or not, right",
    "share_error": "mean error of a share",
}
FIGURES = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)
CURVES = re.compile(r"(<!-- curves -->\n).*?(<!-- end of curves -->)", re.DOTALL)


def figures_table() -> str:
    figures = json.loads(Path(package_path("scoring/figures.json")).read_text())
    lines = [f"| | {' | '.join(STYLES.values())} |", f"|---|{'---:|' * len(STYLES)}"]
    lines.append("| " + " | ".join(["entries", *(f"{figures[style]['entries']:,}" for style in STYLES)]) + " |")
    for key, title in MEASURES.items():
        lines.append("| " + " | ".join([title, *(f"{figures[style][key] * 100:.1f} %" for style in STYLES)]) + " |")
    lines += ["", "| of people | whole diaries | later diaries |", "|---|---:|---:|"]
    for key, title in OF_PEOPLE.items():
        values = (figures[style][key] for style in ("diary", "later diary"))
        lines.append(f"| {title} | {' | '.join(f'{v:,}' if key == 'people' else f'{v * 100:.1f} %' for v in values)} |")
    return "\n".join([*lines, "", *reliability_table(figures)]) + "\n"


def reliability_table(figures: dict[str, Any]) -> list[str]:
    """Give how often the side is right that is said to be right so often."""
    lines = ["| said to be sure | entries | said, on average | side right | |", "|---|---:|---:|---:|---|"]
    for row in figures["diary"]["calibration"]:
        if row["entries"] >= 100:
            span = f"{row['from'] // 10}-{row['from'] // 10 + 10} %"
            bar = "#" * round(row["right"] * 20)
            said, right = f"{row['said'] * 100:.1f} %", f"{row['right'] * 100:.1f} %"
            lines.append(f"| {span} | {row['entries']:,} | {said} | {right} | `{bar}` |")
    return lines


def curves_table() -> str:
    """Give how sorting grows with the corpus, with two kinds of its entries and with the model."""
    curves = json.loads(Path(package_path("scoring/figures.json")).read_text())["curves"]
    sizes = {
        "entries": "entries learned from",
        "like": "in the manner of the first",
        "reworded": "reworded",
        "units": "hidden units",
    }
    rows = [row for kind in ("by_corpus", "by_likeness", "by_rewording", "by_model") for row in curves[kind]]
    lines = [f"| {' | '.join([*sizes.values(), *OF_CURVES.values()])} |", f"|{'---:|' * (len(sizes) + len(OF_CURVES))}"]
    for row in [row for at, row in enumerate(rows) if row not in rows[:at]]:
        cells = [*(f"{row[key]:,}" for key in sizes), *(f"{row[key] * 100:.1f} %" for key in OF_CURVES)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def test_the_figures_are_the_measured_ones(request):
    renewed = FIGURES.sub(lambda match: match[1] + figures_table() + match[2], README.read_text(encoding="utf-8"))
    renewed = CURVES.sub(lambda match: match[1] + curves_table() + match[2], renewed)
    if request.config.getoption("--update-golden"):
        README.write_text(renewed, encoding="utf-8")
    assert "<!-- figures -->" in renewed
    assert "<!-- curves -->" in renewed
    assert renewed == README.read_text(encoding="utf-8")


def test_every_system_whose_format_is_known_is_named():
    rows = tomllib.loads(read_package_file("logs/formats.toml"))["format"]
    names = {re.split(r"[, ]", row["title"])[0] for row in rows if row["title"][0].isupper() or "." in row["title"]}
    assert [name for name in sorted(names - {"iCalendar", "Save", "Simple", "TimeSheet"}) if name not in TEXT] == []
