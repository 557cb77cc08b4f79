"""The desk's process has neither a SIP stack nor a call machine in it."""

import subprocess
import sys

LOOK = """
import sys
import softphone.ui.desk.desk, softphone.verbs.desk
print(*sorted(sys.modules), sep="\\n")
"""


def test_the_desk_loads_no_sip_stack_no_call_machine_and_no_database() -> None:
    loaded = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True).stdout.split()

    unwanted = {"pjsua2", "sqlite3", "softphone.core.step", "softphone.engine.runner", "softphone.simulator.room"}
    assert unwanted & set(loaded) == set()
    assert "PySide6.QtWidgets" in loaded
