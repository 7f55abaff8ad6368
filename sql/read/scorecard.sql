-- How often the figures of each source hold.
SELECT
    s.source,
    s.documents,
    s.figures,
    s.checked_figures,
    s.inconsistent_figures,
    s.stale_rate_figures,
    s.errors,
    s.warnings,
    s.waived_findings
FROM main.source_scorecard AS s;
