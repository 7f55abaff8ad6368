-- Published metrics beside the figure, the text and the verdicts that they follow from.
WITH findings AS (
    SELECT
        f.document_id,
        f.rule,
        f.figures,
        p.waived,
        coalesce(p.waived_as = 'waived', FALSE) AS is_right
    FROM core.findings AS f
    LEFT JOIN main.findings AS p ON f.finding_id = p.finding_id
    WHERE f.severity IN ('error', 'warning')
),

verdicts AS (
    SELECT
        p.document_id,
        p.figure_index,
        list(p.verdict) AS verdicts
    FROM (
        SELECT
            c.document_id,
            unnest([c.from_figure, c.to_figure]) AS figure_index,
            c.verdict
        FROM core.conversions AS c
        WHERE
            NOT EXISTS (
                SELECT 1
                FROM findings AS f
                WHERE
                    f.document_id = c.document_id
                    AND f.rule IN ('FX01', 'FX02')
                    AND f.is_right
                    AND list_has_all(f.figures, [c.from_figure, c.to_figure])
            )
    ) AS p
    GROUP BY p.document_id, p.figure_index
),

flags AS (
    SELECT
        p.document_id,
        p.figure_index,
        bool_or(p.rule <> 'FX02' AND NOT p.is_right) AS contradicted,
        bool_or(p.is_right) AS is_right,
        bool_or(p.waived IS NOT NULL) AS is_reviewed
    FROM (
        SELECT
            f.document_id,
            unnest(f.figures) AS figure_index,
            f.rule,
            f.is_right,
            f.waived
        FROM findings AS f
    ) AS p
    GROUP BY p.document_id, p.figure_index
)

SELECT
    coalesce(m.metric_id, f.figure_id) AS metric_id,
    m.metric_id AS published_id,
    coalesce(m.document_id, f.document_id) AS document_id,
    m.subject,
    coalesce(m.quoted, f.surface) AS quoted,
    m.kind,
    m.value_low,
    m.value,
    m.value_high,
    m.unit,
    m.value_usd,
    m.rate,
    m.rate_date,
    m.status,
    m.status_reason,
    m.as_of,
    m.as_of_date,
    m.span_start,
    m.span_end,
    m.sentence,
    m.run_id,
    m.metric_id IS NOT NULL AS is_published,
    f.figure_id IS NOT NULL AS was_read,
    core.content_id(
        [m.document_id, CAST(m.span_start AS VARCHAR), CAST(m.span_end AS VARCHAR), m.quoted]
    ) AS id_of_content,
    CASE
        WHEN m.metric_id IS NOT NULL
            THEN coalesce(substring(r.text, m.span_start + 1, m.span_end - m.span_start), '')
    END AS text_at_span,
    contains(m.sentence, trim(regexp_replace(m.quoted, '\s+', ' ', 'g')))
        AS has_quote_in_sentence,
    CASE WHEN m.kind = 'money' THEN m.unit END AS currency,
    CASE WHEN m.kind <> 'money' THEN m.value_usd END AS dollars_of_no_money,
    try(core.multiply_digits(core.amount_digits(m.value), core.rate_digits(m.rate)))
        AS value_usd_again,
    abs(
        m.value_usd
        - try(core.multiply_digits(core.amount_digits(m.value), core.rate_digits(m.rate)))
    ) <= 0.00001 + abs(m.value) / 1e18 AS is_value_times_rate,
    m.kind <> 'money' OR m.value IS NULL OR m.value_usd IS NOT NULL AS is_in_dollars,
    coalesce(
        m.as_of_date = core.period_end(m.as_of), m.as_of IS NULL AND m.as_of_date IS NULL
    ) AS has_date_of_its_period,
    -- An old rate is a status of its own; every other error or warning is a contradiction.
    CASE
        WHEN
            g.contradicted
            OR list_contains(v.verdicts, 'inconsistent')
            THEN 'inconsistent'
        WHEN list_contains(v.verdicts, 'stale_rate') THEN 'stale_rate'
        WHEN g.is_right OR list_contains(v.verdicts, 'consistent') THEN 'consistent'
        WHEN list_contains(v.verdicts, 'uncheckable') THEN 'uncheckable'
        ELSE 'unchecked'
    END AS status_of_verdicts,
    (m.review IS NOT NULL) = coalesce(g.is_reviewed, FALSE) AS says_its_review,
    m.status NOT IN ('inconsistent', 'stale_rate', 'uncheckable') OR m.status_reason IS NOT NULL
        AS says_why,
    CASE
        WHEN m.metric_id = f.figure_id
            THEN array_to_string(
                [
                    CASE WHEN m.document_id IS DISTINCT FROM f.document_id THEN 'document_id' END,
                    CASE WHEN m.subject IS DISTINCT FROM f.subject THEN 'subject' END,
                    CASE
                        WHEN
                            m.metric IS DISTINCT FROM
                            coalesce(f.metric, CASE WHEN f.kind = 'count' THEN f.unit END)
                            THEN 'metric'
                    END,
                    CASE WHEN m.as_of IS DISTINCT FROM f.as_of THEN 'as_of' END,
                    CASE WHEN m.quoted IS DISTINCT FROM f.surface THEN 'quoted' END,
                    CASE WHEN m.kind IS DISTINCT FROM f.kind THEN 'kind' END,
                    CASE WHEN m.modifier IS DISTINCT FROM f.modifier THEN 'modifier' END,
                    CASE WHEN m.statement IS DISTINCT FROM f.statement THEN 'statement' END,
                    CASE WHEN m.value_low IS DISTINCT FROM f.low THEN 'value_low' END,
                    CASE WHEN m.value IS DISTINCT FROM f.value THEN 'value' END,
                    CASE WHEN m.value_high IS DISTINCT FROM f.high THEN 'value_high' END,
                    CASE
                        WHEN m.value_reason IS DISTINCT FROM f.value_reason THEN 'value_reason'
                    END,
                    CASE WHEN m.unit IS DISTINCT FROM f.unit THEN 'unit' END,
                    CASE WHEN m.value_usd IS DISTINCT FROM f.value_usd THEN 'value_usd' END,
                    CASE WHEN m.rate IS DISTINCT FROM f.usd_rate THEN 'rate' END,
                    CASE WHEN m.rate_date IS DISTINCT FROM f.usd_rate_date THEN 'rate_date' END,
                    CASE
                        WHEN
                            m.rate_provider IS DISTINCT FROM f.usd_rate_provider
                            THEN 'rate_provider'
                    END,
                    CASE WHEN m.attribution IS DISTINCT FROM f.attribution THEN 'attribution' END,
                    CASE WHEN m.source IS DISTINCT FROM d.source THEN 'source' END,
                    CASE WHEN m.source_url IS DISTINCT FROM d.url THEN 'source_url' END,
                    CASE WHEN m.document_title IS DISTINCT FROM d.title THEN 'document_title' END,
                    CASE WHEN m.published IS DISTINCT FROM d.published THEN 'published' END,
                    CASE
                        WHEN
                            m.sentence
                            IS DISTINCT FROM core.sentence_at(r.text, f.span_start, f.span_end)
                            THEN 'sentence'
                    END,
                    CASE WHEN m.span_start IS DISTINCT FROM f.span_start THEN 'span_start' END,
                    CASE WHEN m.span_end IS DISTINCT FROM f.span_end THEN 'span_end' END
                ],
                ', '
            )
    END AS columns_that_differ
FROM main.checked_metrics AS m
FULL OUTER JOIN core.valued_figures AS f ON m.metric_id = f.figure_id
LEFT JOIN core.documents AS d ON f.document_id = d.document_id
LEFT JOIN raw.documents AS r ON m.document_id = r.document_id
LEFT JOIN verdicts AS v ON f.document_id = v.document_id AND f.figure_index = v.figure_index
LEFT JOIN flags AS g ON f.document_id = g.document_id AND f.figure_index = g.figure_index
ORDER BY metric_id;
