-- How often the figures of a source hold, the most flagged first.
CREATE OR REPLACE VIEW main.source_scorecard AS
SELECT
    s.source,
    s.documents,
    s.figures,
    s.checked_figures,
    s.inconsistent_figures,
    s.stale_rate_figures,
    s.uncheckable_figures,
    CASE
        WHEN s.checked_figures > 0
            THEN round(
                100.0 * (s.inconsistent_figures + s.stale_rate_figures) / s.checked_figures, 1
            )
    END AS flagged_percent,
    s.errors,
    s.warnings,
    s.waived_findings,
    s.first_published,
    s.last_published
FROM main.sources AS s
ORDER BY flagged_percent DESC NULLS LAST, s.source ASC;

COMMENT ON VIEW main.source_scorecard IS
'Sources with the share of their checked figures that were flagged, in percent.';
