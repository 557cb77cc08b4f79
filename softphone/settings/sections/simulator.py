"""Settings of the simulated callers for demonstrations and practice."""

from typing import Annotated

from softphone.settings.describing import Section, doc


class SimulatorSettings(Section, frozen=True, kw_only=True):
    """Simulated callers (softphone simulate room, and the desk phone without an account)."""

    customers: Annotated[int, doc("Customers that call.", ge=0, le=50)] = 2
    colleagues: Annotated[int, doc("Colleagues that can be called and answer.", ge=0, le=50)] = 1
    first_call_after_s: Annotated[int, doc("Until the first call.", ge=0, le=3600)] = 3
    pause_s: Annotated[int, doc("From the end of a call to the next.", ge=0, le=3600)] = 20
    patience_s: Annotated[int, doc("How long a customer lets it ring.", ge=1, le=600)] = 30
    talk_s: Annotated[
        int, doc("How long a customer talks before hanging up; 0 = until the agent does.", ge=0, le=3600)
    ] = 0
    seed: Annotated[int, doc("Makes what happens by chance repeatable; 0 = a new one each time.", ge=0)] = 0
