"""Settings of what is kept on this machine, for how long, and what is left out of it."""

from typing import Annotated, Literal

from softphone.settings.describing import Section, doc
from softphone.settings.kinds import FolderPath


class HistorySettings(Section, frozen=True, kw_only=True):
    """Calls that are remembered."""

    directory: Annotated[FolderPath | None, doc("Folder of the databases; without it the user's data folder.")] = None
    keep_days: Annotated[int, doc("Forget calls after so many days; 0 = never.", ge=0, le=36_500)] = 365
    journal_days: Annotated[int, doc("Keep what was told to Salesforce so long.", ge=1, le=3650)] = 14


class LogSettings(Section, frozen=True, kw_only=True):
    """Logs, for those who have to find out what went wrong."""

    directory: Annotated[FolderPath | None, doc("Folder of the logs; without it the user's log folder.")] = None
    level: Annotated[Literal["debug", "info", "warning", "error"], doc("From which importance on.")] = "info"
    keep_files: Annotated[int, doc("Older log files to keep.", ge=0, le=100)] = 5
    max_mb: Annotated[int, doc("Size at which a new log file is begun.", ge=1, le=1000)] = 10


class PrivacySettings(Section, frozen=True, kw_only=True):
    """What logs and diagnostics leave out; passwords and keys are left out always."""

    redact: Annotated[bool, doc("Leave numbers and names out of logs, traces and diagnostics.")] = True
