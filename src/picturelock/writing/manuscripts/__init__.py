"""Two-step scripts of any length: metadata first, then segments in sets, by a model or by templates."""
