"""Khmer text: letter clusters, their order, words, wrapping, shortening, slips. Imports nothing of ours."""
