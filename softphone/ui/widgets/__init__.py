"""Widgets: they display a view and say what was asked for. No rules, no waiting, no words of their own about a call."""
