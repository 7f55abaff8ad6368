"""Measures speed and memory: `python -m benchmarks`."""
