"""Opening, migrating, writing and publishing the DuckDB file of checked metrics.

Readers open `market_metrics.duckdb`. A run writes to a draft of its own and puts it in the place of
that file when it has passed, so that readers see a whole run or nothing of it and block nobody.
"""

from __future__ import annotations
