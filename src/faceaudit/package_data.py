"""The data files that come with the package.

Knows where they lie, not what is in them.
"""

import os


def package_path(name: str) -> str:
    """Give the path of a data file of the package, e.g. ``taxonomy.toml``."""
    return os.path.join(os.path.dirname(__file__), name)


def read_package_file(name: str) -> str:
    """Give the text of a data file of the package."""
    with open(package_path(name), encoding="utf-8") as file:
        return file.read()
