"""The desk as a process: its connection to the engine, its window, its place on the screen and in the tray."""
