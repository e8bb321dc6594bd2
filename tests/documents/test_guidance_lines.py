"""The guidance of many children, as a page and a copy repeat it: not at all."""

from portal.blueprints.contacts.guidance_lines import summary, together
from portal.documents.lines import GuidanceLines, LevelLine


def test_what_is_the_same_for_several_children_is_said_once_with_their_names() -> None:
    level = LevelLine(rank=2, name="Early help", descriptor="")
    wren, kit = (GuidanceLines(child=name, not_known=("The age",)) for name in ("Wren", "Kit"))
    bea = GuidanceLines(child="Bea", level=level)
    assert [each.child for each in together((wren, bea, kit))] == ["Wren, Kit", "Bea"]
    assert [names for names, _one in summary((wren, bea, kit)).groups] == ["Wren, Kit", "Bea"]
