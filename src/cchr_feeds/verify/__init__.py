"""Compares what is live with what was built, and says in words what differs.

differences  the whole comparison, with what should be there
locations    a folder or a site on the web, and how its files are read
"""
