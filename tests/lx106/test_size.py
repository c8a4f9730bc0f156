"""Does `make size` say which module has outgrown its budget, and what to edit?"""

from benchmarks.size import overruns

BUDGET = {"ul_list": {"bytes": 1000, "why": "lists"}}


def test_two_percent_are_let_through() -> None:
    assert overruns({"ul_list": 1020}, BUDGET) == []


def test_more_is_told_with_the_line_to_edit() -> None:
    [said] = overruns({"ul_list": 1021}, BUDGET)

    assert "ul_list takes 1021 B, its budget is 1000" in said
    assert 'ul_list = { bytes = 1021, why = "..." }' in said


def test_a_module_without_a_budget_is_told() -> None:
    assert len(overruns({"ul_new": 17}, BUDGET)) == 1
