"""Judging: what can be recomputed is recomputed, and each rule says what it found."""
