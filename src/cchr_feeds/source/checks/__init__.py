"""What is checked of texts and files that can be read: language, slips, advice, secrets."""
