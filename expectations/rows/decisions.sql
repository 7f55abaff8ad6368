-- Decisions of the ledger beside the findings that they mark.
SELECT
    d.decision_id,
    d.document,
    d.quoted,
    d.rules,
    d.verdict,
    d.reason,
    d.until,
    d.state,
    d.findings,
    d.ledger,
    d.line,
    (d.verdict = 'corrected') = (d.corrected_to IS NOT NULL) AS says_to_what,
    (
        SELECT count(*)
        FROM main.findings AS f
        WHERE f.decision_id = d.decision_id
    ) AS findings_marked,
    -- It goes by the day on which the run looked, which this row does not change on its own.
    CASE WHEN d.until < current_date AND d.state = 'in_force' THEN 'lapsed' ELSE d.state END
        AS state_today
FROM main.decisions AS d
ORDER BY d.decision_id;
