"""Whether a typed text is English or Welsh, so that it is read aloud by the right voice."""

import re

WELSH = frozenset(
    """
    y yr yn ac mae ei eu yw oedd wedi gan gyda ar ddim bod roedd dydy nid bydd hefyd ond neu pan
    fel iawn nhw chi ni fi mi fo fe yma yna hyn hynny dw dwi
    """.split()  # noqa: SIM905 - a list a person can read and extend
)
ENGLISH = frozenset(
    """
    the and is are was were to of in on for with she they her his it not but or when as be has
    have will that this my we you from
    """.split()  # noqa: SIM905 - as above
)
# "am" and "at" are words of both, so they tell nothing: "I am worried", "am dri", "6:30am".
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_JOINED = re.compile(r"'(?:n|r|u|i|ch)$")  # i'n, o'r, a'u: only Welsh joins words so


def written_in(text: str, otherwise: str) -> str:
    """ "cy" or "en", by the small words; `otherwise` where there are too few to tell."""
    found = [match[0].lower() for match in _WORD.finditer(text.replace("\u2019", "'"))]
    welsh = sum(word in WELSH or bool(_JOINED.search(word)) for word in found)
    english = sum(word in ENGLISH for word in found)
    if welsh == english:
        return otherwise
    return "cy" if welsh > english else "en"
