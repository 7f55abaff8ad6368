-- Columns of the published tables beside those that readers were promised.
WITH promised (table_name, column_name, data_type) AS (
    VALUES
    ('checked_metrics', 'metric_id', 'VARCHAR'),
    ('checked_metrics', 'document_id', 'VARCHAR'),
    ('checked_metrics', 'subject', 'VARCHAR'),
    ('checked_metrics', 'metric', 'VARCHAR'),
    ('checked_metrics', 'as_of', 'VARCHAR'),
    ('checked_metrics', 'quoted', 'VARCHAR'),
    ('checked_metrics', 'value_low', 'DECIMAL(38,6)'),
    ('checked_metrics', 'value', 'DECIMAL(38,6)'),
    ('checked_metrics', 'value_high', 'DECIMAL(38,6)'),
    ('checked_metrics', 'unit', 'VARCHAR'),
    ('checked_metrics', 'value_usd', 'DECIMAL(38,6)'),
    ('checked_metrics', 'rate', 'DECIMAL(38,18)'),
    ('checked_metrics', 'rate_date', 'DATE'),
    ('checked_metrics', 'status', 'VARCHAR'),
    ('checked_metrics', 'attribution', 'VARCHAR'),
    ('checked_metrics', 'source_url', 'VARCHAR'),
    ('checked_metrics', 'span_start', 'INTEGER'),
    ('checked_metrics', 'span_end', 'INTEGER'),
    ('checked_metrics', 'run_id', 'VARCHAR'),
    ('conversions', 'implied_rate', 'DECIMAL(38,18)'),
    ('conversions', 'rate_low', 'DECIMAL(38,18)'),
    ('conversions', 'rate_high', 'DECIMAL(38,18)'),
    ('conversions', 'ratio', 'DECIMAL(38,18)'),
    ('conversions', 'verdict', 'VARCHAR'),
    ('findings', 'finding_id', 'VARCHAR'),
    ('findings', 'rule', 'VARCHAR'),
    ('findings', 'severity', 'VARCHAR'),
    ('findings', 'message', 'VARCHAR'),
    ('findings', 'factor', 'DECIMAL(38,18)'),
    ('sources', 'source', 'VARCHAR'),
    ('rules', 'rule', 'VARCHAR')
)

SELECT
    coalesce(c.table_name, p.table_name) AS table_name,
    coalesce(c.column_name, p.column_name) AS column_name,
    c.data_type,
    p.data_type AS promised_type,
    c.comment,
    c.column_name IS NOT NULL AS exists_still,
    c.data_type IN ('FLOAT', 'DOUBLE') AND c.column_name <> 'confidence' AS is_a_float
FROM (
    SELECT
        d.table_name,
        d.column_name,
        d.data_type,
        d.comment
    FROM duckdb_columns() AS d
    WHERE
        d.schema_name = 'main'
        AND d.table_name IN ('checked_metrics', 'conversions', 'findings', 'sources', 'rules')
) AS c
FULL OUTER JOIN promised AS p
    ON c.table_name = p.table_name AND c.column_name = p.column_name
ORDER BY table_name, column_name;
