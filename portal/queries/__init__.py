"""Every SELECT: actor first, hub-scoped, bounded, eager."""
