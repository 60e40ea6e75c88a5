"""Khmer text: what its letters are made of, their order, slips of those who type it."""
