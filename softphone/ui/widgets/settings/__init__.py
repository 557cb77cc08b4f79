"""The settings dialog and the first start: widgets that show `softphone.ui.views.settings` and say what was entered."""
