"""The country of a document's publisher, from its address: by name of the site, else by its domain."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from figurecheck.extract.kernel import kernel


@lru_cache(maxsize=4096)
def home(url: str | None) -> str | None:
    """ISO 3166 alpha-2 code, or None where the address does not tell."""
    host = (urlsplit(url).hostname or "") if url and "//" in url else ""
    if not host:
        return None
    names = kernel().names
    labels = host.removeprefix("www.").split(".")
    for first in range(len(labels) - 1):
        country = names["publishers"].get(".".join(labels[first:]))
        if country:
            return str(country)
    last = labels[-1]
    if last in names["domains"]:
        country = names["domains"][last]
        return str(country) if country else None
    return last.upper() if last.upper() in names["countries"] else None
