"""Ages and days nobody can mean are pointed out on their field, once, and never lost."""

from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from portal.blueprints.consultations.forms import PersonForm, TimingForm
from portal.rules.typed import read_date

TODAY = date(2026, 11, 18)


def day(prefix: str, *parts: int) -> dict[str, str]:
    names = ("year", "month", "day")
    return {f"{prefix}_{name}": str(part) for name, part in zip(names, parts, strict=True)}


@pytest.mark.parametrize(
    ("form", "typed", "wrong"),
    [
        (PersonForm, {"age_years": "200"}, "age_years"),
        (PersonForm, {"age_years": "125"}, None),
        (PersonForm, {"age_years": "5", "age_months": "13"}, "age_months"),
        (PersonForm, {"age_years": "0", "age_months": "18"}, None),
        (PersonForm, {"age_months": "18"}, None),
        (PersonForm, day("born", 1899, 1, 1), "born_day"),
        (PersonForm, day("born", 1931, 1, 1), None),
        (PersonForm, day("due", 2020, 1, 1), "due_day"),
        (PersonForm, day("due", 2029, 1, 1), "due_day"),
        (PersonForm, day("due", 2026, 11, 1), None),
        (PersonForm, day("due", 2027, 8, 1), None),
        (TimingForm, day("leaves", 2999, 1, 1), "leaves_day"),
        (TimingForm, day("leaves", 2026, 11, 18), None),
        (TimingForm, day("next_contact", 2025, 11, 10), "next_contact_day"),
    ],
)
def test_a_day_or_an_age_nobody_means_is_pointed_out(
    app: Flask, form: type[PersonForm], typed: dict[str, str], wrong: str | None
) -> None:
    with app.test_request_context():
        filled = form(MultiDict(typed), meta={"csrf": False})
        filled.point_out(TODAY)
        assert list(filled.errors) == ([wrong] if wrong else [])


@pytest.mark.parametrize(
    ("typed", "month"),
    [("nov", 11), ("Sept.", 9), ("MAY", 5), ("Mai", 5), ("mehefin", 6), ("ma", None), ("13", None)],
)
def test_a_month_may_be_named(typed: str, month: int | None) -> None:
    page = {"born_day": "3", "born_month": typed, "born_year": "2018"}
    assert read_date(page, "born") == (date(2018, month, 3) if month else None)
