"""Every word of the vocabulary has one label of its own, also where two kinds share a spelling."""

import ast
from enum import StrEnum
from pathlib import Path

import pytest

from portal import vocabulary
from portal.vocabulary import LABELS, Agency, Answer, ContactKind, label


def test_words_written_alike_keep_their_own_labels():
    assert label(Answer.NO) == "No"
    assert label(Agency.OTHER) == "Other agency"
    assert label(ContactKind.REFERRAL) == "Referral"


def test_every_label_is_found_under_its_own_word():
    sources = Path(vocabulary.__file__).parent.glob("*.py")
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in sources]
    pairs = [
        (getattr(vars(vocabulary)[node.elts[0].value.id], node.elts[0].attr), node.elts[1])
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Tuple)
        and len(node.elts) == 2
        and isinstance(node.elts[0], ast.Attribute)
        and isinstance(node.elts[0].value, ast.Name)
    ]
    assert len(pairs) == len(LABELS)
    for word, call in pairs:
        assert label(word) == ast.literal_eval(call.args[0])


def test_a_plain_text_is_no_word():
    with pytest.raises(KeyError):
        LABELS["no"]


def test_labels_come_back_under_the_kind_they_were_given():
    assert {type(word) for word in LABELS} <= {
        kind
        for kind in vars(vocabulary).values()
        if isinstance(kind, type) and issubclass(kind, StrEnum)
    }
