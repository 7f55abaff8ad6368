-- How often the figures of each source hold.
SELECT
    s.source,
    s.documents,
    s.checked_figures,
    s.inconsistent_figures,
    s.flagged_percent
FROM source_scorecard AS s;
