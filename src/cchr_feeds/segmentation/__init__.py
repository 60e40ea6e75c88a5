"""Text in any script divided: into what a reader sees as letters, words, lines, and a beginning (UAX #29)."""
