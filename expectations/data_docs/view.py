"""Turns a page of the Data Docs into HTML that needs nothing but itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

if TYPE_CHECKING:
    from expectations.data_docs.pages import Page

_TEMPLATES = Path(__file__).parent / "templates"


class View:
    """Fills the templates.  Everything from the warehouse is escaped, since articles may hold HTML."""

    def __init__(
        self, custom_styles_directory: str | None = None, custom_views_directory: str | None = None
    ) -> None:
        """Take what the site builder passes to every view; only the own templates are used."""
        del custom_styles_directory, custom_views_directory
        self._templates = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def render(self, document: Page, **_: object) -> str:
        """Give the HTML of one page."""
        return self._templates.get_template(document.template).render(document.content)
