"""Compares what is live with what was built, and says in words what differs.

compare     the whole comparison
expected    what should be there: the output of this machine, or a manifest with a right signature; in words
feed_items  the entries of a feed
locations   a folder or a site on the web, and how its files are read
"""
