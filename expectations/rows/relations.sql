-- Ties between figures beside the two figures that they tie.
SELECT
    r.relation_id,
    r.document_id,
    r.kind,
    r.link,
    r.from_figure,
    r.to_figure,
    f.surface AS from_quoted,
    t.surface AS to_quoted,
    core.content_id(
        [r.document_id, r.kind, CAST(r.from_figure AS VARCHAR), CAST(r.to_figure AS VARCHAR)]
    ) AS id_of_content,
    f.figure_id IS NOT NULL AND t.figure_id IS NOT NULL AS has_both_figures,
    f.kind = 'money' AND t.kind = 'money' AS is_of_money
FROM core.relations AS r
LEFT JOIN core.figures AS f ON r.document_id = f.document_id AND r.from_figure = f.figure_index
LEFT JOIN core.figures AS t ON r.document_id = t.document_id AND r.to_figure = t.figure_index
ORDER BY r.relation_id;
