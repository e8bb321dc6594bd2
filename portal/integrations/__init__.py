"""The outside world: mail, bank holidays, directories; nothing here decides anything."""
