"""Who issues a document: the entries of ``[document]`` in ``province.toml``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Issuer:
    """Who issues a document: the entries of ``[document]`` in ``province.toml``.

    An entry that is missing leaves a dotted gap to fill in by hand.

    Attributes
    ----------
    parent
        The body above the issuer: ``ỦY BAN NHÂN DÂN TỈNH SƠN LA``.
    body
        The issuer: ``SỞ KHOA HỌC VÀ CÔNG NGHỆ``.
    symbol
        What follows the number: ``BC-SKHCN``.
    place
        Where it is signed: ``Sơn La``.
    recipients
        To whom it goes.
    signer_title, signer
        Whose signature it carries.
    """

    parent: str = ""
    body: str = ""
    symbol: str = ""
    place: str = ""
    recipients: tuple[str, ...] = ()
    signer_title: str = ""
    signer: str = ""


def read_issuer(entries: Mapping[str, Any]) -> Issuer:
    """Make an issuer from the table ``[document]``.

    Parameters
    ----------
    entries
        The table; unknown entries are ignored here, for reading the file refuses them.

    Returns
    -------
    Issuer
        What is known.

    Examples
    --------
    >>> read_issuer({"body": "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "recipients": ["Như trên"]}).recipients
    ('Như trên',)
    """
    known = {field.name for field in fields(Issuer)}
    chosen = {name: value for name, value in entries.items() if name in known}
    return Issuer(**{**chosen, "recipients": tuple(chosen.get("recipients", ()))})
