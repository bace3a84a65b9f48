# SPDX-License-Identifier: GPL-3.0-or-later
# fish completion for rosterctl. Commands and options are what --help says, so that nothing is forgotten here.

function __rosterctl_commands
    rosterctl --help 2>/dev/null | string replace -rf '^  ([a-z][a-z_-]*)  +(.*)$' '$1'\t'$2'
end

function __rosterctl_command
    set -l known (__rosterctl_commands | string replace -r '\t.*' '')
    for word in (commandline -opc)[2..]
        contains -- $word $known; and echo $word; and return
    end
end

function __rosterctl_organizations
    rosterctl organizations --format json 2>/dev/null | string replace -rf '^ *"name" ?: "(.*)",?$' '$1'
end

function __rosterctl_accounts
    rosterctl organizations --format json 2>/dev/null | string replace -rf '^ *"userId" ?: "(.*)",?$' '$1' | sort -u
end

function __rosterctl_configurations
    __fish_complete_path $argv[1] | string match -r '^[^\t]*(?:\.cfg|/)(?:\t.*)?$'
end

function __rosterctl_complete
    set -l current (commandline -ct)
    set -l option (commandline -opc)[-1]
    set -l prefix ''
    if set -l parts (string match -r '^(--[a-z_-]+)=(.*)$' -- $current)
        set option $parts[2]
        set prefix $parts[2]=
        set current $parts[3]
    end

    if string match -qr '^--[a-z_-]+$' -- $option
        set -l values (rosterctl (__rosterctl_command) --help 2>/dev/null |
            string replace -rf "^  (?:-., )?$option=([a-z]+\\|[a-z|]+) .*" '$1' | string split '|')
        if set -q values[1]
            printf "$prefix%s\n" $values
            return
        end
    end

    switch $option
        case --config --config_file --from --output -o
            __fish_complete_path $current | string replace -r '^' -- $prefix
        case --org
            __rosterctl_organizations | string replace -r '^' -- $prefix
        case --account
            __rosterctl_accounts | string replace -r '^' -- $prefix
        case --endpoint --since --max-members --id --user-email
            return
        case '*'
            set -l command (__rosterctl_command)
            if string match -q -- '-*' $current
                rosterctl $command --help 2>/dev/null |
                    string replace -rf '^  (?:-., )?(--[a-z][a-z_-]*)(?:=[A-Za-z|]+)?  +(.*)$' '$1'\t'$2'
            else if test -z "$command"
                __rosterctl_commands
            else if test $command = import
                __rosterctl_configurations $current
            end
    end
end

complete -c rosterctl -f -a '(__rosterctl_complete)'
