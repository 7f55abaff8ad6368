"""The Dagster project: what runs, when, with which resources, and the commands that start it."""

from __future__ import annotations
