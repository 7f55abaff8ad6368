-- Conversions that do not hold, the furthest off first, with what would reconcile them.
SELECT
    c.from_quoted,
    c.to_quoted,
    c.implied_rate,
    c.rate_low,
    c.rate_high,
    c.factor,
    c.explanation,
    c.suggestion,
    c.source
FROM conversions AS c
WHERE c.verdict = 'inconsistent'
ORDER BY abs(ln(c.ratio)) DESC NULLS LAST;
