"""What scene templates say themselves, a table a language; the keys are the words in English."""
