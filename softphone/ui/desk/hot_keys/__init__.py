"""Global shortcuts: grabbed on X11, asked for at the desktop portal on Wayland."""
