/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterImportReview: account and organizations of a file, to be looked at before they are kept. */

#include "roster-import-review.h"

#include <glib/gi18n-lib.h>

#include "roster-key-text.h"
#include "roster-one-stop.h"

struct _RosterImportReview
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *scrolled_window;
  GtkLabel *path_label;
  GtkLabel *user_id_label;
  GtkLabel *key_label;
  GtkPasswordEntry *key_entry;
  GtkLabel *key_help;
  GtkEntry *endpoint_entry;
  GtkLabel *endpoint_help;
  GtkListBox *list_box;
};

G_DEFINE_FINAL_TYPE (RosterImportReview, roster_import_review, GTK_TYPE_WIDGET)

/* error: (nullable): what is wrong with the endpoint */
static void
show_endpoint_help (RosterImportReview *self, const char *error)
{
  GtkWidget *label = GTK_WIDGET (self->endpoint_help);

  gtk_label_set_text (self->endpoint_help,
                      error != NULL ? error
                                    : _ ("Where the service is; change it if yours is elsewhere."));
  if (error != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->endpoint_entry), "error");
      gtk_widget_add_css_class (label, "note-bad");
      gtk_widget_remove_css_class (label, "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->endpoint_entry), "error");
      gtk_widget_remove_css_class (label, "note-bad");
      gtk_widget_add_css_class (label, "dim-label");
    }
}

static void
on_endpoint_changed (RosterImportReview *self)
{
  show_endpoint_help (self, NULL);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Name over id, and at the end what is to be known of it. */
static GtkWidget *
make_row (const RosterConfigOrganization *organization, gboolean is_known)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *id = make_label (organization->id, "dim-label");

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_add_css_class (id, "caption");
  gtk_box_append (GTK_BOX (names), make_label (organization->name, NULL));
  gtk_box_append (GTK_BOX (names), id);
  gtk_widget_set_hexpand (names, TRUE);
  gtk_box_append (GTK_BOX (box), names);
  if (is_known)
    gtk_box_append (GTK_BOX (box), make_label (_ ("in Roster already"), "dim-label"));
  return box;
}

static void
roster_import_review_dispose (GObject *object)
{
  g_clear_pointer (&ROSTER_IMPORT_REVIEW (object)->scrolled_window, gtk_widget_unparent);

  G_OBJECT_CLASS (roster_import_review_parent_class)->dispose (object);
}

static void
roster_import_review_class_init (RosterImportReviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_import_review_dispose;

  g_type_ensure (ROSTER_TYPE_ONE_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-import-review.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, path_label);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, user_id_label);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, key_label);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, key_entry);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, key_help);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, endpoint_entry);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, endpoint_help);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, list_box);
  gtk_widget_class_bind_template_callback (widget_class, on_endpoint_changed);
}

static void
roster_import_review_init (RosterImportReview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Whether the directory has an organization of that user and id, at whichever endpoint. */
static gboolean
is_known (RosterDirectory *directory, const char *user_id, const char *id)
{
  for (guint i = 0; i < roster_directory_get_n_organizations (directory); i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (directory, i);
      RosterAccount *account = roster_organization_get_account (organization);

      if (g_str_equal (roster_organization_get_id (organization), id) &&
          g_str_equal (roster_account_get_user_id (account), user_id))
        return TRUE;
    }
  return FALSE;
}

/* The file does not say where the service is, but an account that is set up already may. */
static const char *
guess_endpoint (RosterDirectory *directory, const RosterConfigFile *config)
{
  if (config->endpoint != NULL)
    return config->endpoint;

  for (guint i = 0; i < roster_directory_get_n_organizations (directory); i++)
    {
      RosterAccount *account =
          roster_organization_get_account (roster_directory_get_organization (directory, i));

      if (g_str_equal (roster_account_get_user_id (account), config->user_id))
        return roster_account_get_endpoint (account);
    }
  return ROSTER_DEFAULT_ENDPOINT;
}

/**
 * roster_import_review_show:
 * @self: a review
 * @path: of the file, as it is shown
 * @config: what is in it
 * @directory: what is in Roster already
 */
void
roster_import_review_show (RosterImportReview *self,
                           const char *path,
                           const RosterConfigFile *config,
                           RosterDirectory *directory)
{
  gboolean has_key = config->key != NULL;

  g_return_if_fail (ROSTER_IS_IMPORT_REVIEW (self));

  gtk_label_set_text (self->path_label, path);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->path_label), path);
  gtk_label_set_text (self->user_id_label, config->user_id);
  gtk_widget_set_visible (GTK_WIDGET (self->key_label), has_key);
  gtk_widget_set_visible (GTK_WIDGET (self->key_entry), !has_key);
  gtk_widget_set_visible (GTK_WIDGET (self->key_help), !has_key);
  gtk_editable_set_text (GTK_EDITABLE (self->endpoint_entry), guess_endpoint (directory, config));
  show_endpoint_help (self, NULL);

  for (guint i = 0; i < config->organizations->len; i++)
    {
      const RosterConfigOrganization *organization = g_ptr_array_index (config->organizations, i);

      gtk_list_box_append (
          self->list_box,
          make_row (organization, is_known (directory, config->user_id, organization->id)));
    }
}

/**
 * roster_import_review_dup_endpoint:
 * @self: a review
 *
 * Returns: (transfer full) (nullable): the endpoint; where it is none, %NULL, and what is wrong is
 *   said beside it
 */
char *
roster_import_review_dup_endpoint (RosterImportReview *self)
{
  g_autoptr (GError) error = NULL;
  char *endpoint;

  g_return_val_if_fail (ROSTER_IS_IMPORT_REVIEW (self), NULL);

  endpoint = roster_account_check_endpoint (
      gtk_editable_get_text (GTK_EDITABLE (self->endpoint_entry)), &error);
  if (endpoint == NULL)
    {
      show_endpoint_help (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->endpoint_entry));
    }
  return endpoint;
}

/** roster_import_review_dup_key: (transfer full) (nullable): the key that was typed, if any */
SecretValue *
roster_import_review_dup_key (RosterImportReview *self)
{
  g_return_val_if_fail (ROSTER_IS_IMPORT_REVIEW (self), NULL);

  return roster_key_text_dup (self->key_entry);
}
