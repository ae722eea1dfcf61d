"""General facts that the template writer ships: common medicines, and what the stems of names mean."""
