"""The newsletter: an edition as a page for the browser, and as HTML, text and ready message to mail."""
