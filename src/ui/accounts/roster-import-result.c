/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterImportResult: what is said at the end of an import. */

#include "ui/accounts/roster-import-result.h"

#include <glib/gi18n-lib.h>

struct _RosterImportResult
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *box;
  GtkImage *result_icon;
  GtkLabel *result_title;
  GtkLabel *result_key;
  GtkLabel *result_file;
};

G_DEFINE_FINAL_TYPE (RosterImportResult, roster_import_result, GTK_TYPE_WIDGET)

static const char *
describe_key (RosterImportOutcome outcome)
{
  switch (outcome)
    {
    case ROSTER_IMPORT_NO_KEY:
      return _ ("The file holds no API key: the tab asks for it.");
    case ROSTER_IMPORT_UNSTORED:
      return _ ("The API key is kept until you quit Roster.");
    case ROSTER_IMPORT_UNTRIED:
    case ROSTER_IMPORT_STORED:
    case ROSTER_IMPORT_CLEAN:
    case ROSTER_IMPORT_CLEAN_COMMENTS:
    default:
      return _ ("The API key is in the keyring of this computer.");
    }
}

/* (nullable): what the outcome means for the file; NULL where there is nothing to say */
static char *
describe_file (RosterImportOutcome outcome, const char *path)
{
  switch (outcome)
    {
    case ROSTER_IMPORT_UNSTORED:
      return g_strdup_printf (_ ("Leave the key in %s until the keyring works."), path);
    case ROSTER_IMPORT_UNTRIED:
      return g_strdup_printf (
          _ ("No list has been read with it yet, so leave it in %s, too. Import "
             "the file again once the service answers."),
          path);
    case ROSTER_IMPORT_STORED:
      return g_strdup_printf (_ ("It still lies in clear text in %s. Roster does not need it "
                                 "there; the scripts do not work without it."),
                              path);
    case ROSTER_IMPORT_CLEAN:
      /* Translators: %s is a file's path. */
      return g_strdup_printf (_ ("The key has been taken out of %s. Everything else in it is as it "
                                 "was."),
                              path);
    case ROSTER_IMPORT_CLEAN_COMMENTS:
      /* Translators: %s is a file's path. */
      return g_strdup_printf (_ ("The key has been taken out of %s, also out of its comments. "
                                 "Everything else in it is as it was."),
                              path);
    case ROSTER_IMPORT_NO_KEY:
    default:
      return NULL;
    }
}

static void
roster_import_result_dispose (GObject *object)
{
  g_clear_pointer (&ROSTER_IMPORT_RESULT (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (roster_import_result_parent_class)->dispose (object);
}

static void
roster_import_result_class_init (RosterImportResultClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_import_result_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-import-result.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterImportResult, box);
  gtk_widget_class_bind_template_child (widget_class, RosterImportResult, result_icon);
  gtk_widget_class_bind_template_child (widget_class, RosterImportResult, result_title);
  gtk_widget_class_bind_template_child (widget_class, RosterImportResult, result_key);
  gtk_widget_class_bind_template_child (widget_class, RosterImportResult, result_file);
}

static void
roster_import_result_init (RosterImportResult *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_import_result_show:
 * @self: the page
 * @outcome: what became of the key
 * @n_organizations: how many are in Roster now
 * @is_partly: whether a list of one of them could not be read
 * @path: (nullable): of the file, as it is shown; %NULL where it holds no key
 */
void
roster_import_result_show (RosterImportResult *self,
                           RosterImportOutcome outcome,
                           guint n_organizations,
                           gboolean is_partly,
                           const char *path)
{
  const gboolean is_good =
      !is_partly && outcome != ROSTER_IMPORT_UNSTORED && outcome != ROSTER_IMPORT_UNTRIED;
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u organization imported", "%u organizations imported", n_organizations),
      n_organizations);
  g_autofree char *file = path != NULL ? describe_file (outcome, path) : NULL;

  g_return_if_fail (ROSTER_IS_IMPORT_RESULT (self));

  gtk_label_set_text (self->result_title, title);
  gtk_image_set_from_icon_name (self->result_icon,
                                is_good ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_label_set_text (self->result_key, describe_key (outcome));
  gtk_label_set_text (self->result_file, file != NULL ? file : "");
  gtk_widget_set_visible (GTK_WIDGET (self->result_file), file != NULL);
}
