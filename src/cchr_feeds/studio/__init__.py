"""The studio: a page on loopback to write entries in, and to see everything that readers would get.

server           the web server: where it listens, and when it ends
access_control   lets in this machine's browser, by the secret tokens of this run
app              addresses of the studio, and what answers them
frame_routes     addresses of what stands in frames
responses        headers that keep a page to itself, and pages for errors
project_state    the project as it is now, read again when a file changes
on_demand        single files of the output, rendered when a page shows them
frames           what is shown in frames: mails, feeds as a reader shows them, the embed
entry_list       the list of entries, with what is wrong and what waits
form             an entry's form: what its file says, what was typed, and the file's new text
form_fields      its fields, and what is typed into them
file_rows        its rows for documents
form_problems    what would be wrong with the file, at the fields of the form
required_fields  what an entry can't be without, said at the fields of a form
form_data        what a browser sends with a form
translator       what is said, in the language of a page
statistics       translation coverage, and publications per month and category
entry_pages      pages about entries
pages            all other pages; their templates, style and script are in studio_pages/
page_templates   the door to those templates
"""

from cchr_feeds.studio.project_state import LiveProject
from cchr_feeds.studio.server import Announced, serve

__all__ = ["Announced", "LiveProject", "serve"]
