"""Starts the command line: `python -m orchestration run|check|query`."""

from __future__ import annotations

import sys

from orchestration.command_line import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
