"""No command writes its result over a file that it reads, or over another result."""

import pytest

LOG = "person,date,minutes,activity\nAnn,2025-11-03,30,cold calls\nAnn,2025-11-04,30,cold calls\n"
FILES = {
    "log.csv": LOG,
    "other.csv": LOG.replace("-11-", "-10-"),
    "faceaudit.toml": "[targets]\ndefault = 80\n",
    "faceaudit-decisions.csv": (
        "text,activity_type,customer_status,activity,who,when\ncold calls,,,upsell,Ann,2025-11-01\n"
    ),
    "sample.csv": "",
    "team.key": "7" * 64 + "\n",
}
READ = ["log.csv", "faceaudit.toml", "faceaudit-decisions.csv"]
COMMANDS = {
    ("report", "log.csv"): READ,
    ("report", "log.csv", "--accuracy", "sample.csv"): ["sample.csv"],
    ("report", "log.csv", "--mask", "team.key"): ["team.key"],
    ("matrix", "log.csv"): READ,
    ("causes", "log.csv"): READ,
    ("trend", "log.csv"): READ,
    ("trend", "log.csv", "--compare", "other.csv"): ["other.csv"],
    ("benchmark", "log.csv"): READ,
    ("classify", "log.csv"): READ,
    ("explain", "log.csv", "--line", "2"): READ,
    ("explain", "cold calls"): READ[1:],
    ("check", "log.csv"): READ,
    ("rules", "log.csv"): READ,
    ("words", "log.csv"): READ,
    ("score", "sample.csv"): ["sample.csv"],
}


@pytest.fixture
def files(run, write):
    for name, text in FILES.items():
        write(name, text)
    sample = run("classify", "log.csv", "--sample", "2").out
    filled = "\n".join(f"{line}upsell" if line.endswith(",") else line for line in sample.splitlines())
    return {name: path.read_text() for name in FILES if (path := write(name, FILES[name] or filled))}


@pytest.mark.parametrize(
    ("arguments", "target"), [(arguments, target) for arguments, targets in COMMANDS.items() for target in targets]
)
def test_a_result_is_not_written_over_what_is_read(arguments, target, run, tmp_path, files):
    assert run(*arguments).code == 0
    done = run(*arguments, "--format", "csv", "-o", f"./{target}")
    assert (done.code, done.out) == (2, "")
    assert f"./{target}: this would be written over {target}. Name another file." in done.err
    assert (tmp_path / target).read_text() == files[target]


@pytest.mark.parametrize("command", ["report", "classify", "check", "matrix", "causes", "trend", "benchmark"])
@pytest.mark.parametrize("options", [["--rejects", "./log.csv"], ["-o", "x.csv", "--rejects", "x.csv"]])
def test_rejected_rows_are_not_written_over_a_log_or_the_result(command, options, run, tmp_path, files):
    done = run(command, "log.csv", *options)
    assert done.code == 2
    assert "would be written over" in done.err
    assert (tmp_path / "log.csv").read_text() == files["log.csv"]
