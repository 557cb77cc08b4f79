"""What native code prints before it knows its log never reaches those who read our output."""

import os
import subprocess
import sys

PRINTING = """
import ctypes
from softphone.adapters.sip.library.quiet import quiet_stdout
print("before", flush=True)
with quiet_stdout():
    ctypes.CDLL(None).printf(b"noise\\n")
print("after", flush=True)
"""


def test_a_pipe_never_sees_what_native_code_printed_meanwhile() -> None:
    """C keeps lines for a pipe until the end of the process, unless Python was told not to."""
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}

    done = subprocess.run([sys.executable, "-c", PRINTING], env=buffered, capture_output=True, text=True, check=True)

    assert done.stdout == "before\nafter\n"
