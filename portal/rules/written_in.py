"""Whether a typed text is English or Welsh, so that it is read aloud by the right voice."""

from portal.rules.copy_words import words

WELSH = frozenset(
    """
    y yr yn ac mae ei eu yw oedd wedi gan gyda ar am i'r o'r a'r ddim bod roedd dydy nid bydd hefyd
    ond neu pan fel iawn nhw chi ni fi mi hi fo fe yma yna hyn hynny
    """.split()  # noqa: SIM905 - a list a person can read and extend
)
ENGLISH = frozenset(
    """
    the and is are was were to of in on at for with she he they her his it not but or when as be has
    have will that this
    """.split()  # noqa: SIM905 - as above
)


def written_in(text: str, otherwise: str) -> str:
    """ "cy" or "en", by the small words; `otherwise` where there are too few to tell."""
    found = [word.plain for word in words(text)]
    welsh, english = (sum(word in known for word in found) for known in (WELSH, ENGLISH))
    if welsh == english:
        return otherwise
    return "cy" if welsh > english else "en"
