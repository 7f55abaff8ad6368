-- Last day of a date or period as the engine writes them: 2022, 2022-H1, 2022-Q3, 2022-12,
-- 2022-12-31, or first/last of these; null where the text is none of them.
CREATE OR REPLACE MACRO core.period_end(period) AS (
    CASE
        WHEN regexp_full_match(split_part(period, '/', -1), '\d{4}')
            THEN make_date(CAST(split_part(period, '/', -1) AS BIGINT), 12, 31)
        WHEN regexp_full_match(split_part(period, '/', -1), '\d{4}-H[12]')
            THEN last_day(
                make_date(
                    CAST(left(split_part(period, '/', -1), 4) AS BIGINT),
                    6 * CAST(right(split_part(period, '/', -1), 1) AS BIGINT),
                    1
                )
            )
        WHEN regexp_full_match(split_part(period, '/', -1), '\d{4}-Q[1-4]')
            THEN last_day(
                make_date(
                    CAST(left(split_part(period, '/', -1), 4) AS BIGINT),
                    3 * CAST(right(split_part(period, '/', -1), 1) AS BIGINT),
                    1
                )
            )
        WHEN regexp_full_match(split_part(period, '/', -1), '\d{4}-\d{2}')
            THEN last_day(TRY_CAST(split_part(period, '/', -1) || '-01' AS DATE))
        ELSE TRY_CAST(split_part(period, '/', -1) AS DATE)
    END
);
