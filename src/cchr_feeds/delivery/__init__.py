"""How an issued edition reaches its readers: at most once each, and never without a trace.

outgoing   an issued mail with what differs from message to message
relay      the mail server that takes them, and what became of each
readers    the file with the readers' addresses
ledger     what became of each reader's message, by digests of their addresses
leaving    who wants no more: an address, a token, or messages in a mailbox
"""
