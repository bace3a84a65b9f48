# SPDX-License-Identifier: GPL-3.0-or-later
# fish completion for roster

function __roster_organizations
    rosterctl organizations --format json 2>/dev/null | string replace -rf '^ *"name" ?: "(.*)",?$' '$1'
end

function __roster_accounts
    rosterctl organizations --format json 2>/dev/null | string replace -rf '^ *"userId" ?: "(.*)",?$' '$1' | sort -u
end

function __roster_configurations
    __fish_complete_path (commandline -ct) | string match -r '^[^\t]*(?:\.cfg|/)(?:\t.*)?$'
end

complete -c roster -s h -l help -d 'Show help options'
complete -c roster -l help-all -d 'Show all help options'
complete -c roster -l help-gapplication -d 'Show GApplication options'
complete -c roster -l version -d 'Print the version and exit'
complete -c roster -l demo -d 'Open the demo'
complete -c roster -l org -x -a '(__roster_organizations)' -d 'Open the tab of an organization'
complete -c roster -l account -x -a '(__roster_accounts)' -d 'Of which account that organization is'
complete -c roster -f -a '(__roster_configurations)'
