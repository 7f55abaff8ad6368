"""Brings what was read to one magnitude, one currency and whole days."""
