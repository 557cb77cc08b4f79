"""The phone itself, as a pure machine: `step(phone, message) -> Step(phone, effects)`.

Two rules stand on top of every file here. All state changes happen inside one `step`; nothing here knows a clock, a
thread, a socket or a library: time and fresh ids arrive in messages, work to be done leaves as effects.
"""
