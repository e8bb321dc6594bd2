"""Who must not be told what: words that are only ever added to, whoever writes them where."""


def joined(*texts: str) -> str:
    """The first that says anything, as it stands, and every line of the rest it does not have yet.

    Nothing takes another's place: a warning lost is worse than one said twice, so lines are the
    same only word for word.
    """
    kept, *more = [*filter(None, (text.strip() for text in texts)), ""]
    for line in (line.strip() for text in more for line in text.splitlines()):
        if line and line not in {each.strip() for each in kept.splitlines()}:
            kept = f"{kept}\n{line}".strip()
    return kept
