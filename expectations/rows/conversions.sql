-- Published conversions beside what was judged and the two figures they rest on.
SELECT
    coalesce(m.conversion_id, c.conversion_id) AS conversion_id,
    m.conversion_id AS published_id,
    m.from_quoted,
    m.to_quoted,
    m.verdict,
    m.reason,
    m.rate_low,
    m.rate_high,
    m.rate_from,
    m.rate_to,
    m.confidence,
    m.factor,
    m.conversion_id IS NOT NULL AS is_published,
    c.conversion_id IS NOT NULL AS is_judged,
    c.conversion_id IS NULL OR r.relation_id IS NOT NULL AS was_stated,
    core.content_id([m.document_id, m.from_metric_id, m.to_metric_id]) AS id_of_content,
    m.implied_rate,
    f.figure_id IS NOT NULL AND t.figure_id IS NOT NULL AS has_both_figures,
    f.kind = 'money' AND t.kind = 'money' AS is_of_money,
    -- The ends are compared as doubles, with room for their last digits: no amount is stored so.
    abs(
        CAST(m.implied_rate AS DOUBLE)
        / nullif(CAST(t.value AS DOUBLE) / nullif(CAST(f.value AS DOUBLE), 0), 0)
        - 1
    ) < 0.000001 AS is_rate_of_its_figures,
    m.verdict <> 'inconsistent' OR m.reason IS NOT NULL OR m.explanation IS NOT NULL
    OR m.ratio IS NOT NULL AS is_accounted_for,
    m.verdict <> 'uncheckable' OR m.reason IS NOT NULL AS says_why_it_cannot_be_checked,
    m.verdict NOT IN ('consistent', 'stale_rate', 'inconsistent')
    OR (m.rate_low IS NOT NULL AND m.rate_high IS NOT NULL AND m.implied_rate IS NOT NULL)
        AS has_rates_for_its_verdict,
    -- An implied rate inside the band cannot contradict it.
    m.verdict = 'inconsistent' AND m.implied_rate BETWEEN m.rate_low AND m.rate_high
        AS is_flagged_inside_its_band,
    CASE
        WHEN m.conversion_id = c.conversion_id
            THEN array_to_string(
                [
                    CASE WHEN m.document_id IS DISTINCT FROM c.document_id THEN 'document_id' END,
                    CASE
                        WHEN m.from_metric_id IS DISTINCT FROM f.figure_id THEN 'from_metric_id'
                    END,
                    CASE WHEN m.to_metric_id IS DISTINCT FROM t.figure_id THEN 'to_metric_id' END,
                    CASE WHEN m.from_quoted IS DISTINCT FROM f.surface THEN 'from_quoted' END,
                    CASE WHEN m.to_quoted IS DISTINCT FROM t.surface THEN 'to_quoted' END,
                    CASE WHEN m.from_unit IS DISTINCT FROM f.unit THEN 'from_unit' END,
                    CASE WHEN m.to_unit IS DISTINCT FROM t.unit THEN 'to_unit' END,
                    CASE WHEN m.verdict IS DISTINCT FROM c.verdict THEN 'verdict' END,
                    CASE WHEN m.reason IS DISTINCT FROM c.reason THEN 'reason' END,
                    CASE
                        WHEN m.implied_rate IS DISTINCT FROM c.implied_rate THEN 'implied_rate'
                    END,
                    CASE WHEN m.rate_low IS DISTINCT FROM c.rate_low THEN 'rate_low' END,
                    CASE WHEN m.rate_high IS DISTINCT FROM c.rate_high THEN 'rate_high' END,
                    CASE WHEN m.rate_from IS DISTINCT FROM c.rate_from THEN 'rate_from' END,
                    CASE WHEN m.rate_to IS DISTINCT FROM c.rate_to THEN 'rate_to' END,
                    CASE
                        WHEN m.rate_provider IS DISTINCT FROM c.rate_provider THEN 'rate_provider'
                    END,
                    CASE WHEN m.ratio IS DISTINCT FROM c.ratio THEN 'ratio' END,
                    CASE
                        WHEN m.explanation_kind IS DISTINCT FROM c.explanations[1].kind
                            THEN 'explanation_kind'
                    END,
                    CASE
                        WHEN
                            m.explanation IS DISTINCT FROM c.explanations[1].text
                            THEN 'explanation'
                    END,
                    CASE WHEN m.factor IS DISTINCT FROM c.explanations[1].factor THEN 'factor' END,
                    CASE
                        WHEN
                            m.confidence IS DISTINCT FROM c.explanations[1].confidence
                            THEN 'confidence'
                    END,
                    CASE WHEN m.suggestion IS DISTINCT FROM c.suggestion THEN 'suggestion' END,
                    CASE WHEN m.source IS DISTINCT FROM d.source THEN 'source' END,
                    CASE WHEN m.source_url IS DISTINCT FROM d.url THEN 'source_url' END,
                    CASE WHEN m.document_title IS DISTINCT FROM d.title THEN 'document_title' END,
                    CASE
                        WHEN
                            m.sentence IS DISTINCT FROM
                            core.sentence_at(w.text, f.span_start, t.span_end)
                            THEN 'sentence'
                    END
                ],
                ', '
            )
    END AS columns_that_differ
FROM main.conversions AS m
FULL OUTER JOIN core.conversions AS c ON m.conversion_id = c.conversion_id
LEFT JOIN core.valued_figures AS f
    ON c.document_id = f.document_id AND c.from_figure = f.figure_index
LEFT JOIN core.valued_figures AS t
    ON c.document_id = t.document_id AND c.to_figure = t.figure_index
LEFT JOIN core.documents AS d ON c.document_id = d.document_id
LEFT JOIN raw.documents AS w ON c.document_id = w.document_id
LEFT JOIN core.relations AS r
    ON
        c.document_id = r.document_id
        AND c.from_figure = r.from_figure
        AND c.to_figure = r.to_figure
ORDER BY conversion_id;
