"""The settings: their schema, the check of a file, layers, and what may never be written down.

Pure: text in, values and problems out. Files, the keyring and the log are adapters' business.
"""

from softphone.settings.schema import DEFAULTS, Settings

__all__ = ["DEFAULTS", "Settings"]
