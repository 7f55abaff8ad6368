"""The command line: `figurecheck check`, `explain` and `rates update`.

Exit status: 0 nothing to report, 1 findings, 2 bad usage or something that cannot be read. What is
slow to load is loaded by the command that needs it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from figurecheck.errors import FigurecheckError

if TYPE_CHECKING:
    from collections.abc import Sequence

FOUND, WRONG_CALL, INTERRUPTED = 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status. `arguments` are those of the process by default."""
    from figurecheck.cli.grammar import parsed

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A lone surrogate of a JSON document becomes the escape that JSON has for it.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        chosen = parsed(sys.argv[1:] if arguments is None else arguments)
        status = chosen.run(chosen)
        sys.stdout.flush()
    except FigurecheckError as error:
        complain(error)
        return WRONG_CALL
    except BrokenPipeError:
        # Whoever read the output has seen enough; nothing may be flushed to it on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except KeyboardInterrupt:
        return INTERRUPTED
    return int(status)


def complain(error: FigurecheckError) -> None:
    """Say on standard error, in one line, what is wrong."""
    sys.stderr.write(f"figurecheck: {' '.join(str(error).split())}\n")
