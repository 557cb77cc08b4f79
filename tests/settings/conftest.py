"""Property tests of texts take as long as the machine needs: no test here measures time."""

from hypothesis import settings

settings.register_profile("without-deadline", deadline=None)
settings.load_profile("without-deadline")
