-- How many documents and figures the run was about, and how many of them do not hold.
SELECT
    (
        SELECT count(*)
        FROM core.documents AS d
        INNER JOIN draft.batch AS taken ON d.document_id = taken.document_id AND taken.given
    ) AS documents,
    (
        SELECT count(*)
        FROM main.findings AS f
        INNER JOIN draft.batch AS taken ON f.document_id = taken.document_id AND taken.given
        WHERE f.waived IS NOT NULL
    ) AS waived,
    count(*) AS figures,
    count(*) FILTER (WHERE m.status <> 'unchecked') AS judged,
    count(*) FILTER (WHERE m.status = 'consistent') AS consistent,
    count(*) FILTER (WHERE m.status = 'inconsistent') AS inconsistent,
    count(*) FILTER (WHERE m.status = 'stale_rate') AS stale_rate,
    count(*) FILTER (WHERE m.status = 'uncheckable') AS uncheckable
FROM main.checked_metrics AS m
INNER JOIN draft.batch AS b ON m.document_id = b.document_id AND b.given;
