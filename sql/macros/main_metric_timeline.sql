-- What was said of a subject over time: SELECT * FROM metric_timeline('coffee market').
CREATE OR REPLACE MACRO main.metric_timeline(wanted_subject) AS TABLE (
    SELECT
        m.subject,
        m.metric,
        m.as_of,
        m.quoted,
        m.value,
        m.unit,
        m.value_usd,
        m.status,
        m.attribution,
        m.source,
        m.published,
        m.document_title,
        m.metric_id
    FROM main.checked_metrics AS m
    WHERE m.subject ILIKE wanted_subject
    ORDER BY
        m.metric, coalesce(m.as_of_date, core.period_end(m.published)), m.published, m.span_start
);
