"""How old somebody is: the fields for it, and what nobody can mean by them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext
from wtforms import StringField

from portal.blueprints.consultations.fields import JourneyForm, line, radios
from portal.rules.typed import whole

OLDEST_YEARS = 125


class AgeFields(JourneyForm):
    """A date of birth, an estimate, or not known."""

    age_kind = radios("person.age_kind")
    born_day = StringField()
    born_month = StringField()
    born_year = StringField()
    age_years = line("person.age_years")
    age_months = line("person.age_months")
    dates: tuple[str, ...] = ("born",)
    past = ("born",)
    near: ClassVar[Mapping[str, tuple[int, int]]] = {"born": (OLDEST_YEARS * 366, 0)}

    def point_out(self, today: date) -> bool:
        """Ages are whole numbers that somebody can have."""
        super().point_out(today)
        for field in (self.age_years, self.age_months):
            typed = _typed(field)
            if typed and not (typed.isdecimal() and len(typed) <= 3):
                field.errors = [gettext("Enter the age in whole numbers, like 7")]
        years, months = whole(_typed(self.age_years)), whole(_typed(self.age_months))
        if not self.age_years.errors and years is not None and years > OLDEST_YEARS:
            self.age_years.errors = [gettext("Check the age: nobody is so old")]
        if years and not self.age_months.errors and months is not None and months > 11:
            self.age_months.errors = [gettext("Enter months from 0 to 11 beside the years")]
        return bool(self.errors)


def _typed(field: Any) -> str:
    return (field.data or "").strip()
