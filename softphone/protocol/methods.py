"""The table of methods: what each one asks, what it is answered with. Code, schema and documentation come from here."""

from dataclasses import dataclass
from typing import get_args

from softphone.protocol import (
    answers,
    commands,
    contacts,
    enquiries,
    exchanges,
    figures,
    pages,
    playback,
    sound,
    sound_quality,
    telephony,
)
from softphone.protocol.greeting import Hello, Welcome
from softphone.protocol.state import State
from softphone.protocol.supervision import SupervisionCommand
from softphone.protocol.words import Asked, Told

Executable = (
    commands.PhoneCommand
    | SupervisionCommand
    | enquiries.EngineCommand
    | contacts.Contacts
    | contacts.MarkFavourite
    | telephony.TelephonyPresence
    | sound.SoundCommand
    | playback.PlaybackCommand
    | pages.PageCommand
)
Command = Executable | enquiries.BridgeCommand


@dataclass(frozen=True, slots=True)
class Method:
    """One row: the message that asks, and the one that answers."""

    name: str
    asks: type[Asked]
    answers: type[Told]

    @property
    def says(self) -> str:
        """What it is for, in one line."""
        return (self.asks.__doc__ or "").partition("\n")[0]


_ANSWERS: dict[type[Asked], type[Told]] = {
    Hello: Welcome,
    enquiries.Ping: answers.Pong,
    enquiries.Status: State,
    enquiries.Subscribe: answers.Subscribed,
    enquiries.Stats: figures.Figures,
    sound_quality.Course: sound_quality.CallCourse,
    exchanges.Exchanges: exchanges.ExchangesPage,
    enquiries.History: answers.HistoryPage,
    enquiries.ExportHistory: answers.Exported,
    enquiries.Logs: answers.LogLines,
    contacts.Contacts: contacts.ContactsPage,
    playback.PlayRecording: playback.Playing,
    playback.StopPlaying: playback.Playing,
    sound.ShowSound: sound.SoundSetup,
    sound.UseDevices: sound.SoundSetup,
    sound.SetLevel: sound.SoundSetup,
    sound.ReadMeters: sound.Meters,
    sound.PlayTone: sound.SoundSetup,
    sound.TryMicrophone: sound.MicrophoneTried,
}
_COMMANDS: tuple[type[Command], ...] = get_args(Command)


def _row(asks: type[Hello | Command]) -> Method:
    """Make the row of a message; what has no answer of its own is done."""
    return Method(asks.METHOD, asks, _ANSWERS.get(asks, answers.Done))


METHODS = {row.name: row for row in map(_row, (Hello, *_COMMANDS))}
