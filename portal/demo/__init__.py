"""Two invented hubs with invented families to try everything on; never in production."""

PASSWORD = "heron-lantern-quarry"  # noqa: S105 - printed on the demo's own sign-in page
