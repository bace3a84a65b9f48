# SPDX-License-Identifier: GPL-3.0-or-later
# bash offer.bash FOLDER WORDS…: what completion offers for the last of the words, one a line.
source /usr/share/bash-completion/bash_completion
source "$1/bash/$2"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMP_LINE=$*
COMP_POINT=${#COMP_LINE}
COMP_TYPE=9
COMP_KEY=9
"_$1" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" 2>/dev/null
printf '%s\n' "${COMPREPLY[@]}"
