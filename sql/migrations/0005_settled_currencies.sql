-- The currency of a figure whose sign several currencies share, as its conversion settled it.
CREATE TABLE core.settled_currencies (
    figure_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    figure_index INTEGER NOT NULL,
    unit VARCHAR NOT NULL,
    value_usd DECIMAL(38, 6),
    usd_rate DECIMAL(38, 18),
    usd_rate_date DATE,
    usd_rate_provider VARCHAR,
    value_reason VARCHAR,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE core.settled_currencies IS
'Figures whose currency proved to be another than the one first read, by the conversion they
stand in; checked_metrics has the currency and the dollars of this table.';
COMMENT ON COLUMN core.settled_currencies.figure_id IS 'Figure in core.figures.';
COMMENT ON COLUMN core.settled_currencies.document_id IS 'Document that the figure stands in.';
COMMENT ON COLUMN core.settled_currencies.figure_index IS
'Position among the figures of the document, from 0.';
COMMENT ON COLUMN core.settled_currencies.unit IS
'Currency in which the two amounts of the conversion agree, ISO 4217.';
COMMENT ON COLUMN core.settled_currencies.value_usd IS
'Amount in US dollars in that currency; null where no rate is known.';
COMMENT ON COLUMN core.settled_currencies.usd_rate IS
'US dollars to one unit of that currency.';
COMMENT ON COLUMN core.settled_currencies.usd_rate_date IS 'Day of the rate.';
COMMENT ON COLUMN core.settled_currencies.usd_rate_provider IS 'Who published the rate.';
COMMENT ON COLUMN core.settled_currencies.value_reason IS
'Why an amount is null though there is one: too large for the column.';
COMMENT ON COLUMN core.settled_currencies.run_id IS 'Run that first wrote the row.';

COMMENT ON COLUMN core.figures.unit IS
'ISO 4217 code for money, as the text alone tells it (a conversion may settle it otherwise, see
core.settled_currencies); percent, a unit name or the counted noun for the rest.';
COMMENT ON COLUMN main.checked_metrics.unit IS
'ISO 4217 code for money, as the text or the conversion that the figure stands in settles it;
percent, a unit name or the counted noun for the rest.';
