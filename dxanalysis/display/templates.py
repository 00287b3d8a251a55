"""The template engine of all pages: everything that is put into a template is escaped."""

from __future__ import annotations

import functools

import jinja2


@functools.cache
def environment(package: str, folder: str = "templates") -> jinja2.Environment:
    """Make the engine for the templates of one package.

    Parameters
    ----------
    package
        Dotted name of the package that has them.
    folder
        Where in it; empty for the package's own folder.

    Returns
    -------
    jinja2.Environment
        It escapes everything that is not Markup, and a name that is not given is an error.
    """
    return jinja2.Environment(
        loader=jinja2.PackageLoader(package, package_path=folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
    )
