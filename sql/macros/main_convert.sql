-- Cross rates and converted amounts at the reference rate of a day, for use in any query.

-- Units of a currency to one euro on a day: the last rate published in the 31 days up to it, as the
-- engine takes it: rates of one's own may be monthly.
CREATE OR REPLACE MACRO core.euro_rate(wanted, wanted_on) AS (
    CASE
        WHEN wanted = 'EUR' THEN CAST(1 AS DECIMAL(38, 18))
        ELSE (
            SELECT arg_max(r.rate, r.rate_date)
            FROM core.fx_rates AS r
            WHERE
                r.currency = wanted
                AND r.rate_date BETWEEN CAST(wanted_on AS DATE) - 31 AND CAST(wanted_on AS DATE)
        )
    END
);

-- Units of "to" to one unit of "from" on a day; null where there is no rate for either.
CREATE OR REPLACE MACRO main.cross_rate("from", "to", "on") AS (
    SELECT
        CASE
            WHEN "from" = "to" THEN CAST(1 AS DECIMAL(38, 18))
            ELSE core.divide_rates(
                core.rate_digits(found.rate_to), core.rate_digits(found.rate_from)
            )
        END
    FROM (
        SELECT
            core.euro_rate("to", "on") AS rate_to,
            core.euro_rate("from", "on") AS rate_from
    ) AS found
);

-- An amount of "from" in "to" on a day, as DECIMAL(38, 6): convert(amount, 'CNY', 'USD', day).
-- Null where no rate is known for the day, or the result is too large.
CREATE OR REPLACE MACRO main.convert(amount, "from", "to", "on") AS (
    SELECT try(core.multiply_digits(core.amount_digits(amount), core.rate_digits(found.rate)))
    FROM (SELECT main.cross_rate("from", "to", "on") AS rate) AS found
);
