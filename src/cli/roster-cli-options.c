/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of rosterctl: one table of commands, one of options, and which option goes with
 * which command. */

#include "cli/roster-cli-options.h"

#include <glib/gi18n-lib.h>

#include "cli/roster-cli-arguments.h"
#include "core/base/roster-locale.h"
#include "roster-config.h"

#define BIT(command) (1u << (command))
#define CHANGES (BIT (ROSTER_CLI_INVITE) | BIT (ROSTER_CLI_ADD) | BIT (ROSTER_CLI_REMOVE))
#define SCRIPTS                                                                                    \
  (BIT (ROSTER_CLI_GET_USERS) | BIT (ROSTER_CLI_INVITE_USER) | BIT (ROSTER_CLI_ADD_REMOVE_USER))
#define READS (BIT (ROSTER_CLI_MEMBERS) | BIT (ROSTER_CLI_EXPORT))
#define REMOVES BIT (ROSTER_CLI_REMOVE)
#define IMPORTS BIT (ROSTER_CLI_IMPORT)
#define INVITES (BIT (ROSTER_CLI_INVITE) | BIT (ROSTER_CLI_INVITE_USER))
#define SERVICE (READS | CHANGES | SCRIPTS | BIT (ROSTER_CLI_SELF_TEST))
#define FORMATS                                                                                    \
  (BIT (ROSTER_CLI_MEMBERS) | CHANGES | BIT (ROSTER_CLI_ORGANIZATIONS) | BIT (ROSTER_CLI_HISTORY))
#define CREDENTIALS (SERVICE | BIT (ROSTER_CLI_ORGANIZATIONS))

typedef struct
{
  const char *name;
  RosterCliCommand command;
  const char *arguments;
  const char *summary;
} Command;

static const Command commands[] = {
  { "members", ROSTER_CLI_MEMBERS, "", N_ ("List the members of an organization") },
  { "export", ROSTER_CLI_EXPORT, "", N_ ("Save the members as CSV") },
  { "invite", ROSTER_CLI_INVITE, "EMAIL…", N_ ("Invite people by email") },
  { "add", ROSTER_CLI_ADD, "ID…", N_ ("Add people who already have an account") },
  { "remove", ROSTER_CLI_REMOVE, "ID-OR-EMAIL…", N_ ("Remove members") },
  { "self-test", ROSTER_CLI_SELF_TEST, "", N_ ("Check the key, the clock and the service") },
  { "import", ROSTER_CLI_IMPORT, "FILE",
    N_ ("Import a threatstack.cfg; its key goes to the keyring") },
  { "organizations", ROSTER_CLI_ORGANIZATIONS, "",
    N_ ("List the organizations that Roster knows") },
  { "history", ROSTER_CLI_HISTORY, "", N_ ("Show what was changed from this computer") },
  { "get_users", ROSTER_CLI_GET_USERS, "", N_ ("As the script get_users.py") },
  { "invite_user", ROSTER_CLI_INVITE_USER, "", N_ ("As the script invite_user.py") },
  { "add_remove_user", ROSTER_CLI_ADD_REMOVE_USER, "", N_ ("As the script add_remove_user.py") },
};

/* What is parsed into beside the options themselves. */
typedef struct
{
  RosterCliOptions *options;
  char *format;
  char *user_email;
  char *id;
  gboolean add_user;
  gboolean delete_user;
  gboolean help;
  gboolean version;
  char **rest;
} Parse;

typedef struct
{
  GOptionEntry entry;
  guint commands;
} Option;

static void
clear_parse (Parse *parse)
{
  g_clear_pointer (&parse->options, roster_cli_options_free);
  g_free (parse->format);
  g_free (parse->user_email);
  g_free (parse->id);
  g_strfreev (parse->rest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parse, clear_parse)

/**
 * roster_cli_options_free:
 * @self: (transfer full):
 */
void
roster_cli_options_free (RosterCliOptions *self)
{
  g_strfreev (self->people);
  g_free (self->file);
  g_free (self->config);
  g_free (self->org);
  g_free (self->account);
  g_free (self->endpoint);
  g_free (self->output);
  g_free (self->role);
  g_free (self->from);
  g_free (self);
}

#define FLAG(name, where, text, allowed)                                                           \
  {                                                                                                \
    { name, 0, 0, G_OPTION_ARG_NONE, where, text, NULL }, allowed                                  \
  }
#define VALUE(name, letter, kind, where, text, value, allowed)                                     \
  {                                                                                                \
    { name, letter, 0, G_OPTION_ARG_##kind, where, text, value }, allowed                          \
  }

/* Every option once, with the commands it goes with. */
static GArray *
list_options (Parse *parse)
{
  RosterCliOptions *o = parse->options;
  const Option table[] = {
    VALUE ("config", 0, FILENAME, &o->config, N_ ("Read credentials from a threatstack.cfg"),
           "FILE", CREDENTIALS),
    VALUE ("config_file", 0, FILENAME, &o->config, N_ ("The same"), "FILE", SCRIPTS),
    VALUE ("org", 0, STRING, &o->org, N_ ("The organization: its name, section or id"), "NAME",
           SERVICE | BIT (ROSTER_CLI_HISTORY)),
    VALUE ("account", 0, STRING, &o->account, N_ ("The account: its user id or endpoint"),
           "ACCOUNT", SERVICE | BIT (ROSTER_CLI_HISTORY)),
    FLAG ("all-orgs", &o->all_orgs, N_ ("Every organization"), READS | BIT (ROSTER_CLI_REMOVE)),
    VALUE ("endpoint", 0, STRING, &o->endpoint, N_ ("Address of the service"), "URL",
           CREDENTIALS | BIT (ROSTER_CLI_IMPORT)),
    FLAG ("accept-clock", &o->any_clock, N_ ("Use the service’s time, however far off"), SERVICE),
    FLAG ("demo", &o->demo, N_ ("Use the demo service"), CREDENTIALS & ~SCRIPTS),
    FLAG ("enabled-only", &o->enabled_only, N_ ("Only members whose account is enabled"), READS),
    VALUE ("format", 0, STRING, &parse->format, N_ ("Format of the output"), "table|csv|json",
           FORMATS),
    VALUE ("since", 0, INT, &o->since_days, N_ ("Only the last so many days"), "DAYS",
           BIT (ROSTER_CLI_HISTORY)),
    VALUE ("max-members", 0, INT, &o->max_members, N_ ("Read lists of up to so many members"), "N",
           BIT (ROSTER_CLI_MEMBERS) | BIT (ROSTER_CLI_SELF_TEST) | CHANGES),
    VALUE ("output", 'o', FILENAME, &o->output, N_ ("File to write, - for standard output"), "FILE",
           BIT (ROSTER_CLI_EXPORT)),
    FLAG ("raw", &o->raw, N_ ("Do not guard cells against spreadsheet formulas"),
          READS | BIT (ROSTER_CLI_GET_USERS) | BIT (ROSTER_CLI_HISTORY)),
    VALUE ("role", 0, STRING, &o->role, N_ ("Role"), "owner|user|reader",
           BIT (ROSTER_CLI_INVITE) | BIT (ROSTER_CLI_ADD) | BIT (ROSTER_CLI_ADD_REMOVE_USER)),
    VALUE ("from", 0, FILENAME, &o->from, N_ ("Read people from a file, - for standard input"),
           "FILE", CHANGES),
    FLAG ("yes", &o->yes, N_ ("Do not ask before removing"), REMOVES),
    FLAG ("dry-run", &o->dry_run, N_ ("Show the plan and send no change"), CHANGES),
    FLAG ("force-remove-owners", &o->force_owners, N_ ("Allow removing owners"), REMOVES),
    FLAG ("force-remove-many", &o->force_many,
          N_ ("Allow removing more than a quarter of an organization"), REMOVES),
    FLAG ("force-remove-self", &o->force_self, N_ ("Allow removing the account’s own user"),
          REMOVES),
    FLAG ("force-look-alike", &o->force_look_alike,
          N_ ("Allow inviting to a domain that only looks like another"), INVITES),
    FLAG ("remove-key", &o->remove_key, N_ ("Take the key out of the file without asking"),
          IMPORTS),
    FLAG ("replace", &o->replace, N_ ("Replace the key and the names that Roster has"), IMPORTS),
    VALUE ("user-role", 0, STRING, &o->role, N_ ("Role"), "user|reader",
           BIT (ROSTER_CLI_INVITE_USER)),
    VALUE ("user-email", 0, STRING, &parse->user_email, N_ ("Whom to invite"), "EMAIL",
           BIT (ROSTER_CLI_INVITE_USER)),
    FLAG ("add_user", &parse->add_user, N_ ("Add the user"), BIT (ROSTER_CLI_ADD_REMOVE_USER)),
    FLAG ("delete_user", &parse->delete_user, N_ ("Remove the user"),
          BIT (ROSTER_CLI_ADD_REMOVE_USER)),
    VALUE ("id", 0, STRING, &parse->id, N_ ("User id"), "ID", BIT (ROSTER_CLI_ADD_REMOVE_USER)),
    { { "help", 'h', 0, G_OPTION_ARG_NONE, &parse->help, N_ ("Show this help"), NULL }, G_MAXUINT },
    { { "version", 0, 0, G_OPTION_ARG_NONE, &parse->version, N_ ("Show the version"), NULL },
      G_MAXUINT },
  };
  GArray *options = g_array_new (FALSE, FALSE, sizeof (Option));

  return g_array_append_vals (options, table, G_N_ELEMENTS (table));
}

#undef FLAG
#undef VALUE

static GOptionContext *
create_context (Parse *parse, GArray *options, const Command *command)
{
  g_autofree char *parameters = command != NULL
                                    ? g_strdup_printf ("%s %s", command->name, command->arguments)
                                    : g_strdup (_ ("COMMAND"));
  GOptionContext *context = g_option_context_new (parameters);
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  const GOptionEntry rest = { G_OPTION_REMAINING, 0,    0,   G_OPTION_ARG_FILENAME_ARRAY,
                              &parse->rest,       NULL, NULL };

  for (guint i = 0; i < options->len; i++)
    {
      const Option *option = &g_array_index (options, Option, i);

      GOptionEntry entry = option->entry;

      /* As bytes: GOption refuses every text that the locale does not know. */
      if (entry.arg == G_OPTION_ARG_STRING)
        entry.arg = G_OPTION_ARG_FILENAME;
      if (command == NULL || (option->commands & BIT (command->command)) != 0)
        g_array_append_val (entries, entry);
    }
  g_array_append_val (entries, rest);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, &g_array_index (entries, GOptionEntry, 0),
                                     GETTEXT_PACKAGE);
  return context;
}

static char *
describe_help (Parse *parse, GArray *options, const Command *command)
{
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (command != NULL)
    {
      g_autofree char *help = NULL;

      context = create_context (parse, options, command);
      g_option_context_set_summary (context, _ (command->summary));
      help = g_option_context_get_help (context, TRUE, NULL);
      return g_steal_pointer (&help);
    }

  g_string_append (text, _ ("Usage:\n  rosterctl COMMAND [OPTION…] [ARGUMENT…]\n\nCommands:\n"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "  %-16s %s\n", commands[i].name, _ (commands[i].summary));
  g_string_append (text, _ ("\n“rosterctl COMMAND --help” shows a command’s options; "
                            "rosterctl(1) is the manual.\n"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const Command *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].name, name))
        return &commands[i];
    }
  return NULL;
}

/* An option that does nothing for a command, or is overruled by another one, would be a promise not
 * kept, so it is refused. The arguments have been parsed: each of them is known. */
static gboolean
check_allowed (char **argv, GArray *options, const Command *command, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (GOptionEntry));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) found = NULL;

  for (guint i = 0; i < options->len; i++)
    g_array_append_val (entries, g_array_index (options, Option, i).entry);
  found = roster_cli_arguments_find_options (argv, entries);
  for (guint i = 0; i < found->len; i++)
    {
      const Option *option = &g_array_index (options, Option, g_array_index (found, guint, i));
      const gboolean is_flag = option->entry.arg == G_OPTION_ARG_NONE;

      if ((option->commands & BIT (command->command)) == 0)
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                       _ ("“%s” does not take --%s."), command->name, option->entry.long_name);
          return FALSE;
        }
      if (!is_flag && !g_hash_table_add (seen, option->entry.arg_data))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("Give --%s once."),
                       option->entry.long_name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
fail_usage (GError **error, const char *text)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, text);
  return FALSE;
}

static gboolean
parse_format (Parse *parse, GError **error)
{
  static const char *const names[] = { "table", "csv", "json" };

  if (parse->format == NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i], parse->format))
        {
          parse->options->format = (RosterCliFormat)i;
          return TRUE;
        }
    }
  return fail_usage (error, _ ("--format is table, csv or json."));
}

static gboolean
check_role (RosterCliOptions *self, GError **error)
{
  static const char *const roles[] = { "owner", "user", "reader", NULL };
  /* A file may say it of each person. */
  const gboolean needs_role = self->command == ROSTER_CLI_INVITE && self->from == NULL;

  if (self->role == NULL && needs_role)
    return fail_usage (error,
                       _ ("Say with --role which role they are to have: owner, user or reader."));
  if (self->role != NULL && !g_strv_contains (roles, self->role))
    return fail_usage (error, _ ("--role is owner, user or reader."));
  return TRUE;
}

/* What a script call means in the words of the other commands. */
static gboolean
translate_script (Parse *parse, GError **error)
{
  RosterCliOptions *self = parse->options;
  const char *person = NULL;

  self->from_script = TRUE;
  switch ((guint)self->command)
    {
    case ROSTER_CLI_GET_USERS:
      self->command = ROSTER_CLI_EXPORT;
      return TRUE;
    case ROSTER_CLI_INVITE_USER:
      if (parse->user_email == NULL)
        return fail_usage (error, _ ("Say with --user-email whom to invite."));
      if (self->role == NULL)
        return fail_usage (error,
                           _ ("Say with --user-role which role they are to have: user or reader."));
      self->command = ROSTER_CLI_INVITE;
      person = parse->user_email;
      break;
    case ROSTER_CLI_ADD_REMOVE_USER:
      if (parse->add_user == parse->delete_user)
        return fail_usage (error, _ ("Give one of --add_user and --delete_user."));
      if (parse->id == NULL)
        return fail_usage (error, _ ("Say with --id whom."));
      self->command = parse->add_user ? ROSTER_CLI_ADD : ROSTER_CLI_REMOVE;
      self->yes = TRUE; /* the script never asked */
      person = parse->id;
      break;
    default:
      self->from_script = FALSE;
      return TRUE;
    }
  g_strfreev (self->people);
  self->people = g_new0 (char *, 2);
  self->people[0] = g_strdup (person);
  return TRUE;
}

/* What stands behind the command: people, the file to import, or nothing. */
static gboolean
check_arguments (Parse *parse, GError **error)
{
  RosterCliOptions *self = parse->options;
  const guint n_people = self->people != NULL ? g_strv_length (self->people) : 0;
  const gboolean takes_people = (BIT (self->command) & CHANGES) != 0;

  if (self->command == ROSTER_CLI_IMPORT)
    {
      if (n_people != 1)
        return fail_usage (error, _ ("Name the one file to import."));
      self->file = g_strdup (self->people[0]);
      return TRUE;
    }
  if (!takes_people && n_people > 0)
    return fail_usage (error, _ ("This command takes options only."));
  if (takes_people && n_people == 0 && self->from == NULL)
    return fail_usage (error, _ ("Name at least one person, or give a file with --from."));
  if (self->format == ROSTER_CLI_FORMAT_CSV && self->command != ROSTER_CLI_MEMBERS &&
      self->command != ROSTER_CLI_HISTORY)
    return fail_usage (error, _ ("--format csv goes with “members” and “history” only."));
  if (self->raw && self->format != ROSTER_CLI_FORMAT_CSV && self->command != ROSTER_CLI_EXPORT)
    return fail_usage (error, _ ("--raw goes with --format csv only."));
  if (self->since_days < 0)
    return fail_usage (error, _ ("--since is a number of days."));
  if (self->max_members != ROSTER_CLI_NOT_GIVEN &&
      (self->max_members < 1 || self->max_members > 5000000))
    return fail_usage (error, _ ("--max-members is a number up to 5000000."));
  if (self->all_orgs && self->org != NULL)
    return fail_usage (error, _ ("Give --org or --all-orgs, not both."));
  if (self->demo && (self->config != NULL || self->endpoint != NULL))
    return fail_usage (error, _ ("--demo goes with neither --config nor --endpoint."));
  return check_role (self, error);
}

static gboolean
decode (char **text, GError **error)
{
  char *decoded = *text != NULL ? roster_locale_dup_argument (*text) : NULL;

  if (*text != NULL && decoded == NULL)
    return fail_usage (error, _ ("The arguments are not text in UTF-8."));
  g_free (*text);
  *text = decoded;
  return TRUE;
}

/* What is text becomes text; the names of files stay as they are. */
static gboolean
decode_texts (Parse *parse, GArray *options, GError **error)
{
  char **people = (BIT (parse->options->command) & CHANGES) != 0 ? parse->options->people : NULL;

  for (guint i = 0; i < options->len; i++)
    {
      const GOptionEntry *entry = &g_array_index (options, Option, i).entry;

      if (entry->arg == G_OPTION_ARG_STRING && !decode (entry->arg_data, error))
        return FALSE;
    }
  for (; people != NULL && *people != NULL; people++)
    if (!decode (people, error))
      return FALSE;
  return TRUE;
}

/* The command itself is the first of what is no option; the rest is its arguments. */
static const Command *
take_command (Parse *parse, GError **error)
{
  const Command *command;

  if (parse->rest == NULL)
    {
      fail_usage (error, _ ("Name a command; “rosterctl --help” lists them."));
      return NULL;
    }
  command = find_command (parse->rest[0]);
  if (command == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("There is no command “%s”; “rosterctl --help” lists them."), parse->rest[0]);
      return NULL;
    }
  parse->options->command = command->command;
  parse->options->people = g_strdupv (parse->rest + 1);
  return command;
}

static gboolean
check_folder (const RosterCliOptions *options, GError **error)
{
  const char *const paths[] = { options->config, options->output, options->from, options->file };
  gboolean is_needed = options->command == ROSTER_CLI_EXPORT && options->output == NULL;

  return roster_cli_arguments_check_folder (paths, G_N_ELEMENTS (paths), is_needed, error);
}

/**
 * roster_cli_options_parse:
 * @argv: the command line with the program's name first
 * @message: (out) (transfer full) (nullable): help or version to print where that was asked for
 * @error: return location for an error of %G_OPTION_ERROR
 *
 * Options may stand before and behind the command. Nothing of a command line is passed over.
 *
 * Returns: (transfer full) (nullable): the options; %NULL with @message or @error set
 */
RosterCliOptions *
roster_cli_options_parse (char **argv, char **message, GError **error)
{
  g_auto (Parse) parse = { .options = g_new0 (RosterCliOptions, 1) };
  g_autoptr (GArray) options = list_options (&parse);
  g_autoptr (GOptionContext) context = create_context (&parse, options, NULL);
  g_auto (GStrv) copy = g_strdupv (argv);
  const Command *command;

  parse.options->max_members = ROSTER_CLI_NOT_GIVEN;
  if (!g_option_context_parse_strv (context, &copy, error))
    return NULL;
  if (parse.version)
    {
      *message = g_strdup ("rosterctl " ROSTER_VERSION "\n");
      return NULL;
    }
  if (parse.help && parse.rest == NULL)
    {
      *message = describe_help (&parse, options, NULL);
      return NULL;
    }
  command = take_command (&parse, error);
  if (command == NULL)
    return NULL;
  if (parse.help)
    {
      *message = describe_help (&parse, options, command);
      return NULL;
    }
  if (!check_allowed (argv + 1, options, command, error) ||
      !decode_texts (&parse, options, error) || !parse_format (&parse, error) ||
      !translate_script (&parse, error) || !check_arguments (&parse, error) ||
      !check_folder (parse.options, error))
    return NULL;
  return g_steal_pointer (&parse.options);
}
