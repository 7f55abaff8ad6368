-- Published findings beside what the rules found and the text they point at.
WITH pointed_at AS (
    SELECT
        c.finding_id,
        c.document_id,
        unnest(c.figures) AS figure_index
    FROM core.findings AS c
),

metrics AS (
    SELECT
        p.finding_id,
        list(x.figure_id ORDER BY x.figure_index) AS metric_ids
    FROM pointed_at AS p
    INNER JOIN core.figures AS x
        ON p.document_id = x.document_id AND p.figure_index = x.figure_index
    GROUP BY p.finding_id
)

SELECT
    coalesce(m.finding_id, f.finding_id) AS finding_id,
    m.rule,
    m.severity,
    m.quoted,
    m.message,
    m.confidence,
    m.span_start,
    m.span_end,
    m.finding_id IS NOT NULL AS is_published,
    f.finding_id IS NOT NULL AS was_found,
    -- What two documents say against each other is told of both.
    f.other_document IS NULL
    OR EXISTS (
        SELECT 1
        FROM core.findings AS back
        WHERE
            back.document_id = f.other_document
            AND back.other_document = f.document_id
            AND list_contains(back.figures, f.other_figure)
            AND list_contains(f.figures, back.other_figure)
    ) AS is_told_of_both,
    m.waived,
    m.waived_as,
    m.waived_by,
    m.waived_until,
    (m.waived IS NULL) = (m.waived_as IS NULL)
    AND (m.waived IS NULL) = (m.waived_by IS NULL)
    AND (m.waived IS NOT NULL OR m.waived_until IS NULL) AS waiver_is_whole,
    CASE
        WHEN m.finding_id IS NOT NULL
            THEN
                CASE
                    WHEN coalesce(m.waived_by = 'ledger', FALSE)
                        THEN
                            coalesce(
                                list_contains(x.rules, m.rule)
                                AND x.verdict = m.waived_as
                                AND x.until IS NOT DISTINCT FROM m.waived_until,
                                FALSE
                            )
                    ELSE m.decision_id IS NULL
                END
    END AS has_its_decision,
    coalesce(m.waived_until >= current_date, TRUE) AS is_waived_still,
    CASE WHEN m.finding_id IS NOT NULL THEN k.rule IS NOT NULL END AS has_known_rule,
    coalesce(substring(r.text, m.span_start + 1, m.span_end - m.span_start), '') AS text_at_span,
    CASE
        WHEN m.finding_id = f.finding_id
            THEN array_to_string(
                [
                    CASE WHEN m.document_id IS DISTINCT FROM f.document_id THEN 'document_id' END,
                    CASE WHEN m.rule IS DISTINCT FROM f.rule THEN 'rule' END,
                    CASE WHEN m.severity IS DISTINCT FROM f.severity THEN 'severity' END,
                    CASE WHEN m.message IS DISTINCT FROM f.message THEN 'message' END,
                    CASE
                        WHEN
                            m.explanation IS DISTINCT FROM f.explanations[1].text
                            THEN 'explanation'
                    END,
                    CASE WHEN m.factor IS DISTINCT FROM f.explanations[1].factor THEN 'factor' END,
                    CASE
                        WHEN
                            m.confidence IS DISTINCT FROM f.explanations[1].confidence
                            THEN 'confidence'
                    END,
                    CASE WHEN m.suggestion IS DISTINCT FROM f.suggestion THEN 'suggestion' END,
                    CASE WHEN m.span_start IS DISTINCT FROM f.span_start THEN 'span_start' END,
                    CASE WHEN m.span_end IS DISTINCT FROM f.span_end THEN 'span_end' END,
                    CASE WHEN m.metric_ids IS DISTINCT FROM g.metric_ids THEN 'metric_ids' END,
                    CASE
                        WHEN m.other_metric_id IS DISTINCT FROM o.figure_id THEN 'other_metric_id'
                    END,
                    CASE WHEN m.source IS DISTINCT FROM d.source THEN 'source' END,
                    CASE WHEN m.source_url IS DISTINCT FROM d.url THEN 'source_url' END,
                    CASE WHEN m.document_title IS DISTINCT FROM d.title THEN 'document_title' END,
                    CASE WHEN m.published IS DISTINCT FROM d.published THEN 'published' END,
                    CASE
                        WHEN
                            m.sentence
                            IS DISTINCT FROM core.sentence_at(r.text, f.span_start, f.span_end)
                            THEN 'sentence'
                    END
                ],
                ', '
            )
    END AS columns_that_differ
FROM main.findings AS m
FULL OUTER JOIN core.findings AS f ON m.finding_id = f.finding_id
LEFT JOIN core.figures AS o
    ON f.other_document = o.document_id AND f.other_figure = o.figure_index
LEFT JOIN main.rules AS k ON m.rule = k.rule
LEFT JOIN main.decisions AS x ON m.decision_id = x.decision_id
LEFT JOIN core.documents AS d ON f.document_id = d.document_id
LEFT JOIN raw.documents AS r ON f.document_id = r.document_id
LEFT JOIN metrics AS g ON f.finding_id = g.finding_id
ORDER BY finding_id;
