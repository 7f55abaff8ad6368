"""One module for each step of the flow: it reads, calls the engine, writes and says what it wrote.

    documents -> figures -> normalised_figures -> conversions, rule_findings -> findings
    -> checked_metrics, sources, rules -> market_metrics (the file that readers open) -> reports

Parsing and judging belong in `figurecheck/`, statements in `sql/`, expectations in `expectations/`.
"""

from __future__ import annotations
