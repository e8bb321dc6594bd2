"""The tag of a list as one reader saw it: while it stays the same, a poll has nothing to say."""

import uuid
import zlib
from datetime import datetime

from portal.vocabulary import Role


def queue_tag(
    version: int,
    *,
    hub_id: uuid.UUID,
    account_id: uuid.UUID,
    role: Role,
    filters: str,
    now: datetime,
) -> str:
    """Changes with every write, reader, role, filter and minute.

    The minute counts because what is overdue changes without a write. `filters` is the list's
    address as the page wrote it. The tag only saves work: it guards nothing.
    """
    seen = f"{hub_id.hex}{account_id.hex}{role}{filters}"
    return f"{version}-{int(now.timestamp()) // 60}-{zlib.crc32(seen.encode()):x}"
