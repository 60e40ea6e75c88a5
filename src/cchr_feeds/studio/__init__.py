"""The studio: a page on loopback to write entries in, and to see everything that readers would get.

server           the web server: where it listens, and when it ends
access_control   lets in this machine's browser, by the secret tokens of this run
app              addresses of the studio, and what answers them
responses        pages with the headers that keep them to themselves, and pages for errors
project_state    the project as it is now, read again when a file changes
form             an entry's form: its fields, what was typed, and the file's new text
form_problems    what would be wrong with the file, at the fields of the form
uploads          files that are put beside an entry by the form
entry_pages      pages about entries: the list, the form, the text, the preview
edition_pages    pages about an edition: its words and order, and its way to readers
publish_pages    the page to publish from, and to undo the last publishing
job              the publishing that is at work
pages            all other pages; their templates, style and script are in studio_pages/
statistics       translation coverage, and publications per month and category
frames           what is shown in frames: files of the output, mails, feeds, the embed
translator       what is said, in the language of a page
"""

from cchr_feeds.studio.project_state import LiveProject
from cchr_feeds.studio.server import serve

__all__ = ["LiveProject", "serve"]
