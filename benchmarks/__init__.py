"""How fast cchr-feeds is beside other programs that make feeds: `make bench`.

corpus     the same publications for everybody, made by numbers
tasks      what is measured: a program, a project for it, its command
ours       this program's project and commands
peers/     Hugo, Pelican and Eleventy, each in its leanest set-up for the same feeds
checking   whether an output holds the right entries
measuring  one process's time and memory
rounds     everybody in turn, several times
targets    what we want to hold
report     tables and plots in docs/performance.md
"""
