@echo off
rem Opens the studio in the browser. To stop it, close this window.
cd /d "%~dp0"
set "PATH=%~dp0.venv\Scripts;%USERPROFILE%\.local\bin;%PATH%"
where /q cchr-feeds
if errorlevel 1 (
  echo cchr-feeds is not installed on this computer yet. README.md, in this folder, says how.
  pause
  exit /b 1
)
cchr-feeds preview
if errorlevel 1 pause
