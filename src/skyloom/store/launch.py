"""A script that becomes PostgreSQL: gives up root's rights, ties its life to its parent's, and executes it.

It runs with `python -I -S`, so it imports the standard library only. A function run between fork and exec
(`preexec_fn`) could do the same, but not safely in a process that has threads.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 8, 47, 2
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522
CANNOT = 78  # EX_CONFIG: the exit status of a launch that is not possible here


def main(parent: int, uid: int, gid: int, reach: int, *command: str) -> None:
    """Become `command` as that user (-1: stay who we are); `reach` 1 keeps the right to enter private folders."""
    libc = ctypes.CDLL(None, use_errno=True)
    if uid >= 0:
        _become(libc, uid, gid, reach=bool(reach))
    if sys.platform == "linux":
        # After the change of user, which clears it. A fast shutdown when the parent dies.
        libc.prctl(PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)
    if os.getppid() != parent:
        sys.exit("the parent died meanwhile")
    os.execv(command[0], command)  # noqa: S606 - no shell on purpose


def _become(libc: ctypes.CDLL, uid: int, gid: int, *, reach: bool) -> None:
    if reach:
        libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    try:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    except OSError as error:
        _give_up(f"cannot become user {uid}: {error}")
    if reach:
        bit = 1 << CAP_DAC_OVERRIDE
        header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
        sets = (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)
        raised = libc.capset(header, sets) == 0 and (
            libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0) == 0
        )
        if not raised:
            _give_up("cannot keep the right to enter private folders")


def _give_up(sentence: str) -> None:
    sys.stderr.write(f"skyloom: {sentence}\n")
    sys.exit(CANNOT)


if __name__ == "__main__":
    _parent, _uid, _gid, _reach = (int(number) for number in sys.argv[1:5])
    main(_parent, _uid, _gid, _reach, *sys.argv[5:])
