"""Reading: text in, figures and candidate pairs out."""
