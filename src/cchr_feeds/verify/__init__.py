"""Compares what is live with what was built, and says in words what differs.

compare       the whole comparison
expected      what should be there: the output of this machine, or a manifest with a right signature
locations     a folder, and what every location can do
website       a site on the web, by way of `network`
feed_entries  which entries of a feed differ
describe      files and entries in words
sealing       the signature beside the manifest, which builds write
"""
