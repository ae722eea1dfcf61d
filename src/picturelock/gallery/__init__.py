"""Every scene template drawn with little text and much, light and dark, wide and upright."""
