"""Finds one sound within another, by way of their spectra: lengths of a second would take minutes without."""

from cmath import exp, pi
from collections.abc import Sequence

Spectrum = list[complex]


class Pattern:
    """A sound to be looked for within stretches of at most `longest` samples."""

    def __init__(self, samples: Sequence[float], longest: int) -> None:
        self._size = 1 << (longest + len(samples) - 1).bit_length()
        self._twiddles = _twiddles(self._size)
        self._spectrum = [value.conjugate() for value in self._transform(samples)]
        self._energy = sum(sample * sample for sample in samples)

    def gains(self, samples: Sequence[float]) -> list[float]:
        """Tell for each place how loud the pattern begins there, compared with itself."""
        product = [one * other for one, other in zip(self._transform(samples), self._spectrum, strict=True)]
        flipped = _fourier([value.conjugate() for value in product], self._twiddles)
        scale = self._size * self._energy
        return [value.real / scale for value in flipped[: len(samples)]]

    def _transform(self, samples: Sequence[float]) -> Spectrum:
        return _fourier([*samples, *[0.0] * (self._size - len(samples))], self._twiddles)


def _twiddles(size: int) -> dict[int, Spectrum]:
    """The turns that each size of halves needs."""
    sizes = [1 << power for power in range(1, size.bit_length())]
    return {each: [exp(-2j * pi * k / each) for k in range(each // 2)] for each in sizes}


def _fourier(values: Sequence[complex], twiddles: dict[int, Spectrum]) -> Spectrum:
    """Cooley and Tukey's way: the spectra of every other value, joined."""
    size = len(values)
    if size == 1:
        return [complex(values[0])]
    even, odd = _fourier(values[::2], twiddles), _fourier(values[1::2], twiddles)
    turned = [turn * value for turn, value in zip(twiddles[size], odd, strict=True)]
    return [
        *(one + other for one, other in zip(even, turned, strict=True)),
        *(one - other for one, other in zip(even, turned, strict=True)),
    ]
