-- A cross rate and an amount converted with it, on a day of your choice.
SELECT
    cross_rate('JPY', 'EUR', DATE '2021-03-31') AS euros_to_one_yen,
    convert(1000000, 'JPY', 'EUR', DATE '2021-03-31') AS amount_eur;
