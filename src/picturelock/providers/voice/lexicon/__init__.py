"""Pronunciations, a TOML file for each language."""
