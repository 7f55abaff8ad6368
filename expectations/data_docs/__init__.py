"""The Data Docs site: own pages for the site builder of Great Expectations, styled offline.

The stock pages load their styles and scripts from other hosts and come out bare without them.  Ours
carry one style sheet in the page and need no script.
"""
