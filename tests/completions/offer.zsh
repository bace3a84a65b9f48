# SPDX-License-Identifier: GPL-3.0-or-later
# zsh -f offer.zsh FOLDER WORDS…: what completion offers for the last of the words, one a line.
# Completion works in an interactive shell alone: one is started on a terminal of its own, where compadd says what it is given.
zmodload zsh/zpty || exit 77
typeset folder=$1 line
shift
zpty shell zsh -f -i
zpty -w shell "PROMPT= RPROMPT= KEYTIMEOUT=1; stty -echo columns 10000; fpath=($folder/zsh \$fpath); autoload -Uz compinit && compinit -u -d \$HOME/zcompdump"
zpty -w shell 'zstyle ":completion:*" list-grouped false; bindkey "^I" complete-word'
zpty -w shell 'compadd() {
  local -a found; local given=("$@")
  builtin compadd -O found "$@" 2>/dev/null
  (( ${given[(I)-O]} || ${given[(I)-A]} || ${given[(I)-D]} )) || { (( $#found )) && print -rl -- "OFFER:"$^found }
  builtin compadd "$@"
}'
zpty -w shell 'accept() { print -r -- "END"; zle .kill-buffer; exit }; zle -N accept; bindkey "^X" accept; print READY'
while zpty -r shell line; do
  [[ $line == *READY* && $line != *print* ]] && break
done
zpty -w -n shell "$*"$'\t\030'
while zpty -r shell line; do
  line=${line//$'\r'/}
  [[ $line == *OFFER:* ]] && print -r -- "${${line#*OFFER:}%$'\n'}"
  [[ $line == *END* ]] && break
done
