"""Compares what is live with what was built, and says in words what differs.

compare     the whole comparison
expected    what should be there, by the output of this machine or a signed manifest, and in words
locations   a folder or a site on the web, and how its files are read
"""
