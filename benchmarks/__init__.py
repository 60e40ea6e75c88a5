"""How fast cchr-feeds is beside other programs that make feeds: `make bench`.

corpus     the same generated publications for every program
tasks      what is measured: a program, a project for it, its command
ours       cchr-feeds: its project and commands
peers/     Hugo, Pelican and Eleventy, each in its leanest set-up for the same feeds
mails      480 editions as HTML mails, made in three ways; mailing is the measured process
starting   how long the command takes to start
checking   checks that an output holds the right entries
measuring  time and memory of one process
rounds     runs all programs in turn, several times
targets    the ratios that we aim for
report     writes the tables in docs/performance.md
plot       draws the plot there
"""
