"""Why the machine refused a file, in words a person knows."""

from __future__ import annotations

import errno

from crmcli.core.findings import N_, Finding

_REASONS = {
    errno.EACCES: N_("there is no right to do that"),
    errno.EPERM: N_("there is no right to do that"),
    errno.ENOENT: N_("it is not there"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("there is a file where a folder should be"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EROFS: N_("the disk can only be read"),
    errno.EIO: N_("the disk does not read or write"),
    errno.EBUSY: N_("another program is using it"),
    errno.ENAMETOOLONG: N_("the name is too long"),
}


def why_not(error: OSError) -> Finding | str:
    """The reason as something to say; the system's own words where it is a rare one."""
    known = _REASONS.get(error.errno or 0)
    return Finding(known) if known else error.strerror or str(error)
