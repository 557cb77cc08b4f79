"""Files, SQLite and the keyring; the only package that imports sqlite3 and keyring."""
