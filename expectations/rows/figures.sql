-- Figures as read, beside the text at their span and the id that their content gives.
SELECT
    f.figure_id,
    f.document_id,
    f.figure_index,
    f.span_start,
    f.span_end,
    f.surface,
    f.kind,
    f.modifier,
    f.statement,
    f.low,
    f.value,
    f.high,
    f.unit,
    f.as_of,
    f.subject,
    core.content_id(
        [f.document_id, CAST(f.span_start AS VARCHAR), CAST(f.span_end AS VARCHAR), f.surface]
    ) AS id_of_content,
    d.document_id IS NOT NULL AS has_document,
    coalesce(substring(d.text, f.span_start + 1, f.span_end - f.span_start), '') AS text_at_span,
    row_number() OVER (PARTITION BY f.document_id ORDER BY f.span_start, f.span_end) - 1
        AS index_by_span,
    lead(f.span_start) OVER (PARTITION BY f.document_id ORDER BY f.span_start, f.span_end)
        AS next_span_start,
    CASE WHEN f.kind = 'money' THEN f.unit END AS currency,
    CASE WHEN f.kind = 'percent' THEN f.unit END AS percent_unit,
    CASE WHEN f.modifier = 'between' THEN f.value END AS value_of_range,
    f.modifier = 'between' OR f.value IS NOT NULL OR f.value_reason IS NOT NULL
        AS has_value_or_reason,
    f.as_of IS NULL OR core.period_end(f.as_of) IS NOT NULL AS has_readable_as_of,
    -- Digits that matter, of a surface with one number in western digits, against the amount.
    CASE
        WHEN
            f.value IS NOT NULL
            AND regexp_full_match(f.surface, '[^0-9]*[0-9][0-9.,]*[^0-9./:½¼¾]*')
            THEN
                trim(regexp_replace(f.surface, '[^0-9]', '', 'g'), '0')
                = trim(regexp_replace(CAST(f.value AS VARCHAR), '[^0-9]', '', 'g'), '0')
    END AS has_its_digits
FROM core.figures AS f
LEFT JOIN raw.documents AS d ON f.document_id = d.document_id
ORDER BY f.document_id, f.span_start;
