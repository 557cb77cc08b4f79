"""All that is heard: devices, ringing, tones, and who is connected with whom. Audio itself never passes Python."""
