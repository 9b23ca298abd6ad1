"""Files that are no text, told by their first bytes and refused by name."""

from faceaudit.errors import FaceauditError

_KINDS = (
    (b"\xd0\xcf\x11\xe0", "an old Office file", "Open it and save the sheet as CSV or .xlsx."),
    (b"BZh", "a bzip2 file", "Unpack it first: bunzip2 -c FILE | faceaudit report -"),
    (b"%PDF", "a PDF", "Export the log as CSV instead."),
    (b"\x89PNG", "a picture", "Give the log as CSV."),
    (b"\xff\xd8\xff", "a picture", "Give the log as CSV."),
)


def refuse_other_kinds(head: bytes, size: int, name: str) -> None:
    """Make sure that a log may be text.

    Args:
        head: its first bytes.
        size: bytes in all of it.
        name: its name.

    Raises:
        FaceauditError: it is empty or of another kind.
    """
    for magic, kind, remedy in _KINDS:
        if head.startswith(magic):
            raise FaceauditError(f"this is {kind}, not CSV.", remedy, file=name)
    if size <= len(head) and not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise FaceauditError("the log is empty.", "Give a CSV file with a header line and entries.", file=name)
