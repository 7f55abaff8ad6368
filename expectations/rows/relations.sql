-- Ties between figures beside the two figures, and conversions that were judged without a tie.
SELECT
    coalesce(
        r.relation_id,
        core.content_id(
            [
                c.document_id,
                'conversion',
                CAST(c.from_figure AS VARCHAR),
                CAST(c.to_figure AS VARCHAR)
            ]
        )
    ) AS relation_id,
    coalesce(r.document_id, c.document_id) AS document_id,
    r.relation_id AS stored_id,
    r.kind,
    r.link,
    r.from_figure,
    r.to_figure,
    f.surface AS from_quoted,
    t.surface AS to_quoted,
    core.content_id(
        [r.document_id, r.kind, CAST(r.from_figure AS VARCHAR), CAST(r.to_figure AS VARCHAR)]
    ) AS id_of_content,
    r.relation_id IS NULL OR (f.figure_id IS NOT NULL AND t.figure_id IS NOT NULL)
        AS has_both_figures,
    r.relation_id IS NULL OR (f.kind = 'money' AND t.kind = 'money') AS is_of_money,
    r.relation_id IS NOT NULL AS was_read
FROM core.relations AS r
FULL OUTER JOIN core.conversions AS c
    ON
        r.document_id = c.document_id
        AND r.from_figure = c.from_figure
        AND r.to_figure = c.to_figure
LEFT JOIN core.figures AS f ON r.document_id = f.document_id AND r.from_figure = f.figure_index
LEFT JOIN core.figures AS t ON r.document_id = t.document_id AND r.to_figure = t.figure_index
ORDER BY relation_id;
