-- Arithmetic on amounts and rates without a float: DuckDB divides decimals as DOUBLE, so the
-- digits are taken as integers of 128 bits and divided nine digits at a time.

-- A rate as an integer of 18 decimals.
CREATE OR REPLACE MACRO core.rate_digits(rate) AS (
    CAST(replace(CAST(CAST(rate AS DECIMAL(38, 18)) AS VARCHAR), '.', '') AS HUGEINT)
);

-- An amount as an integer of 6 decimals.
CREATE OR REPLACE MACRO core.amount_digits(amount) AS (
    CAST(replace(CAST(CAST(amount AS DECIMAL(38, 6)) AS VARCHAR), '.', '') AS HUGEINT)
);

-- numerator / denominator of two positive rates below 10^11, rounded at the 18th decimal.
CREATE OR REPLACE MACRO core.divide_rates(numerator, denominator) AS (
    CAST(
        CAST(
            (numerator // denominator) * 1000000000000000000
            + (((numerator % denominator) * 1000000000) // denominator) * 1000000000
            + (
                (((numerator % denominator) * 1000000000) % denominator) * 1000000000
                + denominator // 2
            ) // denominator
            AS DECIMAL(38, 0)
        ) * CAST(0.000000000000000001 AS DECIMAL(18, 18))
        AS DECIMAL(38, 18)
    )
);

-- amount × rate of an amount's and a rate's digits, rounded at the 6th decimal.
CREATE OR REPLACE MACRO core.multiply_digits(amount, rate) AS (
    CAST(
        CAST(
            sign(amount) * (
                (
                    abs(amount) * (rate // 1000000000)
                    + (abs(amount) * (rate % 1000000000)) // 1000000000
                    + 500000000
                ) // 1000000000
            )
            AS DECIMAL(38, 0)
        ) * CAST(0.000001 AS DECIMAL(6, 6))
        AS DECIMAL(38, 6)
    )
);
