# SPDX-License-Identifier: GPL-3.0-or-later
# fish offer.fish FOLDER WORDS…: what completion offers for the last of the words, one a line.
source $argv[1]/fish/$argv[2].fish
complete -C "$argv[2..]" | string replace -r '\t.*' ''
