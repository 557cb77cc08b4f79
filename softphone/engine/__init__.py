"""The headless process without its outside: mailbox, runner, timers and the ports that adapters fill."""
