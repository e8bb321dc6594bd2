"""Warnings are only ever added to."""

from portal.rules.warnings_kept import joined


def test_no_text_takes_the_place_of_another_and_nothing_is_said_twice():
    assert joined("", "Father must not know.") == "Father must not know."
    assert joined("Father must not know.", "Nor his mother.") == (
        "Father must not know.\nNor his mother."
    )
    assert joined("One\n\nTwo", " Two ", "Three\nOne") == "One\n\nTwo\nThree"
    assert joined("Kept", "", " \n") == "Kept"
    assert joined("", "One\n\nTwo", "Two") == "One\n\nTwo"
    assert joined("", " ") == ""
