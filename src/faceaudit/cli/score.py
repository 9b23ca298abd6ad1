"""Options and help of ``faceaudit score``."""

from typing import Any

import click

from faceaudit.cli.options import output_options


@click.command("score", short_help="How right the sorting is, measured on a sample you checked.")
@click.argument("sample", metavar="SAMPLE")
@output_options("text")
def command(sample: str, **given: Any) -> int:
    """Tell how right the sorting of a log is, measured on a sample you checked.

    Takes the file that faceaudit classify LOG --sample N wrote, its column truth
    filled in with the id of an activity or of a category, or just selling or
    not-selling, saved by any spreadsheet. Rows whose truth is empty are left
    out: the rows stand in random order, so that the first of them will do.
    Shares are of the time of the whole log, with the range that holds them in
    95 of 100 samples.

    \b
    Examples:
      faceaudit classify logs.csv --sample 50 --blind -o sample.csv
      faceaudit score sample.csv
      faceaudit report logs.csv --accuracy sample.csv
    """
    from faceaudit.cli.actions.score import score_sample

    return score_sample(sample, **given)
