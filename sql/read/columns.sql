-- Columns of one table with their types and comments.
SELECT
    c.column_name,
    c.data_type,
    c.comment
FROM duckdb_columns() AS c
WHERE
    c.schema_name = getvariable('schema_name')
    AND c.table_name = getvariable('table_name')
    AND NOT c.internal
ORDER BY c.column_index;
