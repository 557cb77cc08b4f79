"""The outside world behind the ports of `softphone.engine`: one package per technology, none knows another."""
