"""Publications from elsewhere become draft entries: feeds, WordPress exports, tables, pasted listings.

Nothing of a source is trusted. It is read within limits, no entity or document type of it is followed, and
the network is reached in one module only, for an address that was typed. What it says goes through the
model, is written as a file, and read back as every entry is, before it is kept.
"""
