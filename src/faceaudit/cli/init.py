"""Options and help of ``faceaudit init``."""

import click


@click.command("init", short_help="Write a commented settings file to start from.")
@click.argument("file", default="faceaudit.toml", metavar="[FILE]")
def command(file: str) -> int:
    """Write faceaudit.toml: targets, teams, column names and your own rules.

    The file is full of comments and changes nothing until it is edited. One
    that is there already is left alone.

    \b
    Example:
      faceaudit init
    """
    import os

    from faceaudit.cli.output import write_file
    from faceaudit.errors import FaceauditError, escape
    from faceaudit.package_data import read_package_file

    if os.path.lexists(file):
        raise FaceauditError(
            "there is such a file already; it was left as it is.", "Edit it, or name another one.", file=file
        )
    write_file([read_package_file("settings.toml")], file)
    click.echo(f"Wrote {escape(file)}. Edit it; faceaudit finds it in the folder it runs in.")
    return 0
