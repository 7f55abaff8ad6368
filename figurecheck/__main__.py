"""`python -m figurecheck`: the command line."""

from figurecheck.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
