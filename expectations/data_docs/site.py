"""Keeps the latest results of each suite beside the site and lets Great Expectations build it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import great_expectations as gx
from great_expectations.core import (
    ExpectationSuiteValidationResult,
    ExpectationValidationResult,
    RunIdentifier,
)
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.data_context.types.resource_identifiers import (
    ExpectationSuiteIdentifier,
    ValidationResultIdentifier,
)

from expectations.data_docs.pages import LINE
from expectations.data_docs.stored import lines_of
from expectations.gx_suite import build, name_of
from figurecheck.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from expectations.report import Outcome
    from expectations.suite import Suite

_SITE = "data_docs"
_STORE = "validation_results_store"


class Site:
    """One check of the warehouse, as Great Expectations keeps and shows it.

    Without a folder nothing is written and `write` gives None.  A step of a run checks some suites,
    and a person may check a single expectation; the others stay as they were last found.
    """

    def __init__(self, folder: Path | None, started: datetime) -> None:
        """Prepare a context whose results and pages go to `folder`."""
        self._folder = folder
        self.run_id = RunIdentifier(run_name="check", run_time=started)
        config = DataContextConfig(store_backend_defaults=InMemoryStoreBackendDefaults())
        if folder:
            config.stores[_STORE]["store_backend"] = _files(folder / "results")
            config.data_docs_sites = {_SITE: _pages(folder)}
        self.context = gx.get_context(mode="ephemeral", project_config=config)
        self.context.variables.progress_bars = ProgressBarsConfig(globally=False)

    def write(
        self,
        results: Mapping[str, ExpectationSuiteValidationResult],
        outcomes: Mapping[Suite, Sequence[Outcome]],
    ) -> Path | None:
        """Build the site from these results and the kept ones; give its first page.

        `results` are by name of the suite; a suite without one could not be read.  The suites of
        `outcomes` are whole ones.  Raises `WarehouseError` where a page is missing afterwards:
        Great Expectations only logs that.
        """
        if not self._folder:
            return None
        kept = [
            self._keep(suite, results.get(suite.name) or _unread(suite, found), found)
            for suite, found in outcomes.items()
        ]
        for suite in outcomes:
            shutil.rmtree(self._folder / "validations" / suite.name, ignore_errors=True)
        self.context.build_data_docs(site_names=[_SITE], resource_identifiers=kept)
        # Pictures and fonts of the stock pages, 4 MB, which ours do not use.
        shutil.rmtree(self._folder / "static", ignore_errors=True)
        _remove_empty(self._folder / "results")
        return self._first_page(self._folder)

    def _keep(
        self,
        suite: Suite,
        result: ExpectationSuiteValidationResult,
        outcomes: Sequence[Outcome],
    ) -> ValidationResultIdentifier:
        by_name = {outcome.name: outcome for outcome in outcomes}
        lines = lines_of(suite, by_name, f"{self.run_id.run_time:%Y-%m-%d %H:%M:%S}")
        store: Any = self.context.validation_results_store
        for item in result.results:
            item.meta = {LINE: lines[name_of(item)]}
        still_known = {expectation.name for expectation in suite.expectations} - lines.keys()
        for old in store.list_keys():
            if old.expectation_suite_identifier.name == suite.name:
                result.results += [
                    item
                    for item in store.get(old).results
                    if item.meta.get(LINE) and name_of(item) in still_known
                ]
                store.remove_key(old)
        key = ValidationResultIdentifier(
            expectation_suite_identifier=ExpectationSuiteIdentifier(suite.name),
            run_id=self.run_id,
            batch_identifier=suite.table,
        )
        store.set(key, result)
        return key

    def _first_page(self, folder: Path) -> Path:
        index = folder / "index.html"
        expected = len(self.context.validation_results_store.list_keys())
        written = len(list((folder / "validations").rglob("*.html")))
        if written != expected or not index.is_file() or not index.stat().st_size:
            raise WarehouseError(
                f"{written} of {expected} pages of the Data Docs were written",
                source=str(folder),
                advice="the log above has the reason",
            )
        return index


def _remove_empty(folder: Path) -> None:
    """Remove the folders of results that were replaced: the store removes files alone."""
    for child in sorted(folder.rglob("*"), reverse=True):
        if child.is_dir() and not any(child.iterdir()):
            child.rmdir()


def _unread(suite: Suite, outcomes: Sequence[Outcome]) -> ExpectationSuiteValidationResult:
    """Stand in for the result of a suite whose rows could not be taken from the warehouse."""
    names = {outcome.name for outcome in outcomes}
    results = [
        ExpectationValidationResult(success=False, expectation_config=built.configuration)
        for expectation, built in zip(suite.expectations, build(suite).expectations, strict=True)
        if expectation.name in names
    ]
    return ExpectationSuiteValidationResult(
        success=False, results=results, suite_name=suite.name, meta={}
    )


def _files(folder: Path) -> dict[str, str]:
    return {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)}


def _pages(folder: Path) -> dict[str, Any]:
    renderers = "expectations.data_docs.pages"
    view = {"module_name": "expectations.data_docs.view", "class_name": "View"}
    return {
        "class_name": "SiteBuilder",
        "show_how_to_buttons": False,
        "store_backend": _files(folder),
        "site_section_builders": {
            "expectations": "None",  # the page of a result says what the suite does
            "profiling": "None",
            "validations": {
                "renderer": {"module_name": renderers, "class_name": "ResultPage"},
                "view": view,
            },
        },
        "site_index_builder": {
            "class_name": "DefaultSiteIndexBuilder",
            "renderer": {"module_name": renderers, "class_name": "IndexPage"},
            "view": view,
        },
    }
