"""Saves pictures of windows in a third of the bytes: their 256 most frequent colours, which nobody tells from all."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

COLOURS = 256
SMALLEST = 0
"""Qt's "quality" of a PNG is how little work is put into making it small."""


def save(picture: QImage, file: Path) -> None:
    """Save it small; one with corners that can be seen through keeps all its colours."""
    if picture.hasAlphaChannel():
        picture.save(str(file), quality=SMALLEST)
        return
    whole = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(whole.constBits(), np.uint32)
    colours, times = np.unique(pixels, return_counts=True)
    table = [int(colour) for colour in colours[np.argsort(-times)][:COLOURS]]
    nearest = Qt.ImageConversionFlag.ThresholdDither
    whole.convertToFormat(QImage.Format.Format_Indexed8, table, nearest).save(str(file), quality=SMALLEST)
