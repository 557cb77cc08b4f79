"""The phone book: contact files read, numbers compared, contacts found. Pure: files and clocks belong to others."""
