"""The studio: a page on loopback to write entries in, and to see everything that readers would get.

serving      the web server: where it listens, and when it ends
guard        who may ask: this machine's browser, with the secret of this run
application  addresses of the studio, and what answers them
view         addresses of what stands in frames
answers      headers that keep a page to itself
workshop     the project as it is now, read again when a file changes
rendered     single files of the output, made when they are looked at
frames       what is shown in frames: mails, feeds as a reader shows them, the embed
catalogue    the list of entries, with what is wrong and what waits
form         an entry's form: what its file says, what somebody wrote, and the file's new text
fields       its fields, and what is typed into them
documents    its rows for documents
form_problems  what would be wrong with the file, at the fields of the form
needed       what an entry can't be without, said at the fields of a form
sent         what a browser sends with a form
telling      what is said, in the language of a page
figures      translation coverage and publications per month and category
entry_pages  pages about entries
pages        all other pages; their templates, style and script are in studio_pages/
"""

from cchr_feeds.studio.serving import Announced, serve
from cchr_feeds.studio.workshop import Workshop

__all__ = ["Announced", "Workshop", "serve"]
