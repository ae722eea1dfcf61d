"""The writers' room: where scripts are planned, written, kept and gone on with."""
