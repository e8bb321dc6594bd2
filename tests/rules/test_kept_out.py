"""Whether a lead could be the person a contact names as causing harm."""

import pytest

from portal.rules.kept_out import may_be


@pytest.mark.parametrize(
    ("written", "is_asked"),
    [
        ("Gareth Hughes", True),
        ("HUGHES, Gareth", True),
        ("Mr Hughes", True),
        ("Gareth Wyn Hughes", True),
        ("Gáreth Hughes (the deputy)", True),
        ("Hughes-Rees", False),
        ("Dafydd Hughes", False),
        ("Gareth", False),
        ("Gareth Hopkin", False),
        ("", False),
    ],
)
def test_a_name_that_could_be_theirs_is_asked_about(written: str, is_asked: bool) -> None:
    assert may_be("Mr Gareth Hughes", [written, "Somebody Else"]) is is_asked


def test_who_goes_by_one_name_is_meant_by_that_name_alone() -> None:
    assert may_be("Hughes", ["Mr Hughes"])
    assert not may_be("Hughes", ["Gareth Hughes"])
