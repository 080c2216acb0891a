"""Tie a child's life to its parent's, so that nothing is left when somebody is killed."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with(parent: int, how: signal.Signals) -> None:
    """Have the kernel send us `how` when the parent dies; end at once if it died already.

    The kernel watches the thread that started us, so that thread must live as long as we may.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(how), 0, 0, 0)
    if os.getppid() != parent:
        sys.exit("the parent died meanwhile")
