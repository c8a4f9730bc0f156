"""Which tests did not run, and may the run still be called good?

A test that was skipped proved nothing. The run therefore names every skipped test at its end and
fails, unless ULAMBDA_ALLOW_SKIPS=1 says that this machine cannot run them.
"""

import os

import pytest

MAY_SKIP = os.environ.get("ULAMBDA_ALLOW_SKIPS") == "1"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was skipped, loudly."""
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    terminalreporter.section(f"{len(skipped)} TESTS DID NOT RUN", sep="!", red=True, bold=True)
    for report in skipped:
        terminalreporter.line(f"  {report.nodeid}: {_reason(report)}")
    if not MAY_SKIP:
        terminalreporter.line("so this run fails; ULAMBDA_ALLOW_SKIPS=1 accepts it", red=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Turn success with skipped tests into failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.stats.get("skipped") and not MAY_SKIP:
        session.exitstatus = exitstatus or pytest.ExitCode.TESTS_FAILED


def _reason(report: pytest.TestReport) -> str:
    if isinstance(report.longrepr, tuple):
        return str(report.longrepr[2]).removeprefix("Skipped: ")
    return str(report.longrepr)
