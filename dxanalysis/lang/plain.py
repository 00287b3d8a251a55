"""Text of files made harmless to show: control characters become visible marks."""

from __future__ import annotations

from typing import Final

_LAST_CONTROL: Final = 0x1F
_PICTURES: Final = 0x2400
"""Unicode has a picture for each control character: ``␛`` for the escape that starts a terminal's
sequences."""

_NO_TEXT: Final = "\N{REPLACEMENT CHARACTER}"
_UNSHOWN: Final = {
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys([*range(0x80, 0xA0), 0xFFFE, 0xFFFF], _NO_TEXT),
    **{code: f"⟨U+{code:04X}⟩" for code in (0x200E, 0x200F, *range(0x202A, 0x202F))},
    **{code: f"⟨U+{code:04X}⟩" for code in range(0x2066, 0x206A)},
}
"""Also the marks that turn the direction of text around, which hide what a name says."""


def visible(words: str, *, pictures: bool = True) -> str:
    r"""Show what cannot be seen, and put text on one line.

    Parameters
    ----------
    words
        Any text, from a file too.
    pictures
        Whether the pictures of control characters can be drawn; otherwise they are ``�``.

    Returns
    -------
    str
        The same words; control characters as their pictures, marks of direction by their number,
        lone surrogates as ``�``, tabs and line ends as blanks. It can stand in a terminal, in XML
        and in a picture.

    Examples
    --------
    >>> visible("Xã\x1b[31m Bó\nSinh"), visible("a\u202eb")
    ('Xã␛[31m Bó Sinh', 'a⟨U+202E⟩b')
    """
    if words.isprintable():
        return words
    shown = []
    for character in words:
        code = ord(character)
        if character in "\t\n\r\v\f\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}":
            shown.append(" ")
        elif code <= _LAST_CONTROL:
            shown.append(chr(_PICTURES + code) if pictures else _NO_TEXT)
        elif 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - surrogates
            shown.append(_NO_TEXT)
        else:
            shown.append(_UNSHOWN.get(code, character))
    return "".join(shown)
