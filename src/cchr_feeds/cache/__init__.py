"""What need not be done twice: without it, a command does the same and takes longer.

build_cache   all that builds leave for the next one, as it is when one begins
document_key  what a document is made from, as a key by which its files are known
records       what was found in files or made of them, as JSON; it holds while they keep their states
"""
