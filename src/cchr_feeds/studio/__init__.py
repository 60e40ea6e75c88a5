"""The studio: a page on loopback to write entries in, and to see everything that readers would get.

server         the web server: addresses and what answers them, and whom it lets in by the secrets of this run
project_state  the project as it is now, read again when a file changes
form           an entry's form: its fields, what was typed, and the file's new text
form_problems  what would be wrong with the file, at the fields of the form
page_context   a page that was asked for: address, language and state; the studio's templates and answers
entry_pages    pages about entries: the list, the form, the text, the preview
edition_pages  pages about an edition: its words and order, and its way to readers
pages          all other pages, and publishing; their templates, style and script are in studio_pages/
uploads        files that are put beside an entry by the form
frames         what is shown in frames: files of the output, mails, feeds, the embed
"""

from cchr_feeds.studio.project_state import LiveProject
from cchr_feeds.studio.server import serve

__all__ = ["LiveProject", "serve"]
