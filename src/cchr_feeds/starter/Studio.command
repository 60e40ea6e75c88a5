#!/bin/sh
# Opens the studio in the browser. To stop it, close this window.
cd "$(dirname "$0")" || exit
PATH="$PWD/.venv/bin:$HOME/.local/bin:$PATH"
command -v cchr-feeds >/dev/null && exec cchr-feeds preview
echo 'cchr-feeds is not installed on this computer yet. README.md, in this folder, says how.'
echo 'Press Enter to close this window.'
read -r _
