"""The words of all languages as data, compiled into the tables that the reader scans with."""
