"""Named access rules: role, relationship and scoped loader."""
