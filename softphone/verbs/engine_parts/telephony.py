"""Puts the telephony side together: the PBX's queues and watchers, the rules of the settings, who is told of trouble.

Not a verb of its own.
"""

import itertools
from dataclasses import dataclass
from pathlib import Path

from softphone.adapters.sip.phone import PjsuaPhone
from softphone.adapters.storage.standing_file import StandingFile
from softphone.core.messages.commands import ChooseStatus
from softphone.core.messages.events import Event, TroubleFound
from softphone.core.messages.refusals import Refusal
from softphone.core.values import AccountName, Asked, Origin, RequestId
from softphone.engine.directory import Directory
from softphone.engine.runner import Outcome, Runner
from softphone.engine.telephony.code_dialler import CodeDialler
from softphone.engine.telephony.pbx import PbxSide
from softphone.engine.telephony.sync import StatusSync
from softphone.settings import Settings
from softphone.settings.status_mapping import RuleSet
from softphone.verbs.status_rules_file import rules_of

PART = "agent status"


@dataclass(frozen=True, slots=True)
class Telephony:
    """What the engine needs of it."""

    sync: StatusSync
    dialler: CodeDialler
    side: PbxSide

    def is_its_own(self, event: Event) -> bool:
        """Whether an event of the network is the dialler's and not the machine's; asked from the network's thread."""
        return self.dialler.is_about(event)


def telephony_of(settings: Settings, runner: Runner, phone: PjsuaPhone, folder: Path) -> Telephony:
    """Build it; what it remembers is in `folder`."""
    numbers = itertools.count(1)

    def trouble(says: str) -> None:
        runner.tell(TroubleFound(PART, says), Asked(Origin.PBX))

    def answered(outcome: Outcome) -> None:
        if isinstance(outcome, Refusal):
            trouble(f"the rules want a status that there is not: {outcome.says}")

    def choose(name: str) -> None:
        runner.request(ChooseStatus(name), Asked(Origin.PBX, RequestId(f"telephony:{next(numbers)}")), answered)

    def target(code: str) -> tuple[AccountName, str] | None:
        dial = Directory(settings).queue_code(code)
        return None if isinstance(dial, Refusal) or dial.account is None else (dial.account, dial.target)

    dialler = CodeDialler(phone.perform, trouble)
    memory = StandingFile(folder / "standing.json")
    side = PbxSide(settings, dialler, target, lambda presence: phone.show_presence(presence.system_presence), memory)
    checked = rules_of(settings)
    for problem in checked.problems:
        trouble(str(problem))
    return Telephony(StatusSync(side, choose, checked.rules or RuleSet()), dialler, side)
