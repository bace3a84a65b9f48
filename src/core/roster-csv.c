/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members as CSV, byte for byte in the format of the official scripts (api.md). */

#include "roster-csv.h"

#include <string.h>

#include "roster-csv-file.h"

#define MS_PER_DAY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
#define MAX_NAME 200 /* of the organization's in a file name: file systems take 255 bytes */
#define ROWS_PER_CHECK 1024

/* A cell that a spreadsheet would run as a formula. */
static gboolean
starts_formula (const char *text)
{
  switch (*text)
    {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
      return TRUE;
    default:
      return FALSE;
    }
}

typedef gint8 Bytes __attribute__ ((vector_size (16)));

/* Not 0 where one of the bytes has to be quoted. */
static inline Bytes
find_special (const char *text)
{
  Bytes bytes;

  memcpy (&bytes, text, sizeof bytes);
  return (bytes == ',') | (bytes == '"') | (bytes == '\n') | (bytes == '\r');
}

/* Sixteen bytes at a time; the last ones once more with some that were looked at. */
static inline gboolean
needs_quotes (const char *text, gsize length)
{
  char few[sizeof (Bytes)] = { 0 };
  Bytes found = { 0 };
  guint64 halves[2];

  if (length < sizeof few)
    {
      for (gsize i = 0; i < length; i++)
        few[i] = text[i];
      found = find_special (few);
    }
  else
    {
      for (gsize i = 0; i + sizeof few < length; i += sizeof few)
        found |= find_special (text + i);
      found |= find_special (text + length - sizeof few);
    }

  memcpy (halves, &found, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

typedef struct
{
  const char *text;
  gsize length; /* bytes */
} Cell;

/* The most that put_cell() makes of so many bytes. */
#define CELL_ROOM(length) (2 * (length) + 3)

/* text: (nullable) */
static Cell
measure_cell (const char *text)
{
  return text != NULL ? (Cell){ text, strlen (text) } : (Cell){ "", 0 };
}

static char *
put_cell (char *place, Cell cell, RosterCsvFlags flags)
{
  gboolean quoted = needs_quotes (cell.text, cell.length);

  if (quoted)
    *place++ = '"';
  if ((flags & ROSTER_CSV_RAW) == 0 && starts_formula (cell.text))
    *place++ = '\'';
  if (!quoted)
    return (char *)memcpy (place, cell.text, cell.length) + cell.length;

  for (const char *p = cell.text; p < cell.text + cell.length; p++)
    {
      if (*p == '"')
        *place++ = '"';
      *place++ = *p;
    }
  *place++ = '"';
  return place;
}

/* Room for @size bytes more; end_room() says how many it were. */
static char *
begin_room (GString *text, gsize size)
{
  gsize length = text->len;

  g_string_set_size (text, length + size);
  return text->str + length;
}

static void
end_room (GString *text, const char *end)
{
  g_string_truncate (text, (gsize)(end - text->str));
}

/**
 * roster_csv_append_cell:
 * @text: gets the cell, without the comma beside it
 * @cell: (nullable): what is in it
 * @flags: whether it is guarded against spreadsheet formulas
 *
 * Quotes only where it has to.
 */
void
roster_csv_append_cell (GString *text, const char *cell, RosterCsvFlags flags)
{
  const Cell measured = measure_cell (cell);

  end_room (text, put_cell (begin_room (text, CELL_ROOM (measured.length)), measured, flags));
}

#define BOOLEAN_ROOM 5

static char *
put_boolean (char *place, gboolean value)
{
  if (value)
    return (char *)memcpy (place, "True", 4) + 4;
  return (char *)memcpy (place, "False", 5) + 5;
}

static char *
put_digits (char *place, guint value, guint n_digits)
{
  for (guint i = n_digits; i > 0; i--, value /= 10)
    place[i - 1] = (char)('0' + value % 10);

  return place + n_digits;
}

/* Days since 1970-01-01 as a date of the Gregorian calendar. The year is taken to start in March,
 * so that the leap day is its last; 146097 days are the 400 years after which all repeats. */
static void
date_from_days (gint64 days, gint64 *year, guint *month, guint *day)
{
  gint64 from_march = days + 719468; /* since 0000-03-01 */
  gint64 era = (from_march >= 0 ? from_march : from_march - 146096) / 146097;
  guint day_of_era = (guint)(from_march - era * 146097);
  guint year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  guint day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  guint march_month = (5 * day_of_year + 2) / 153;

  *day = day_of_year - (153 * march_month + 2) / 5 + 1;
  *month = march_month < 10 ? march_month + 3 : march_month - 9;
  *year = (gint64)year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

/* The year of the last time there is has nine digits and a sign. */
#define TIME_ROOM 40

/* YYYY-MM-DD HH:MM:SS.mmm in UTC, or nothing. */
static char *
put_time (char *place, gint64 time)
{
  char buffer[] = "-MM-DD HH:MM:SS.mmm";
  gint64 days, year;
  guint ms, month, day;

  if (time == ROSTER_NEVER)
    return place;

  days = time / MS_PER_DAY - (time % MS_PER_DAY < 0 ? 1 : 0);
  ms = (guint)(time - days * MS_PER_DAY);
  date_from_days (days, &year, &month, &day);

  put_digits (buffer + 1, month, 2);
  put_digits (buffer + 4, day, 2);
  put_digits (buffer + 7, ms / 3600000, 2);
  put_digits (buffer + 10, ms / 60000 % 60, 2);
  put_digits (buffer + 13, ms / 1000 % 60, 2);
  put_digits (buffer + 16, ms % 1000, 3);

  if (year >= 0 && year <= 9999)
    place = put_digits (place, (guint)year, 4);
  else
    place += g_snprintf (place, TIME_ROOM, "%" G_GINT64_FORMAT, year);
  return (char *)memcpy (place, buffer, sizeof buffer - 1) + sizeof buffer - 1;
}

/**
 * roster_csv_append_header:
 * @text: where to
 *
 * Appends the line that names the columns (api.md, "The official scripts").
 */
void
roster_csv_append_header (GString *text)
{
  g_string_append (text, ROSTER_CSV_HEADER "\n");
}

/**
 * roster_csv_append_member:
 * @text: where to
 * @member: the member
 * @flags: %ROSTER_CSV_RAW to leave out the guard
 *
 * Appends one line. Cells are quoted only where they hold a comma, a quote or a line break. A cell
 * that a spreadsheet would run as a formula (it starts with = + - @, tab or CR) gets a leading '.
 */
void
roster_csv_append_member (GString *text, const RosterMember *member, RosterCsvFlags flags)
{
  const Cell role = measure_cell (member->role);
  const Cell name = measure_cell (member->display_name);
  const Cell id = measure_cell (member->id);
  const Cell email = measure_cell (member->email);
  char *p =
      begin_room (text, CELL_ROOM (role.length) + CELL_ROOM (name.length) + CELL_ROOM (id.length) +
                            CELL_ROOM (email.length) + 3 * BOOLEAN_ROOM + TIME_ROOM + 8);

  p = put_cell (p, role, flags);
  *p++ = ',';
  p = put_boolean (p, member->sso);
  *p++ = ',';
  p = put_cell (p, name, flags);
  *p++ = ',';
  p = put_boolean (p, member->enabled);
  *p++ = ',';
  p = put_time (p, member->last_sign_in);
  *p++ = ',';
  p = put_boolean (p, member->mfa);
  *p++ = ',';
  p = put_cell (p, id, flags);
  *p++ = ',';
  p = put_cell (p, email, flags);
  *p++ = '\n';
  end_room (text, p);
}

/**
 * roster_csv_suggest_name:
 * @organization_name: the organization's name
 * @time: now; shown as it is given (the scripts use local time)
 *
 * The name that the scripts give the file: the organization's name with everything but A–Z a–z 0–9
 * taken out ("Organization" where nothing is left), and the time to the minute.
 *
 * Returns: (transfer full): such as "Production-All-Users-2026-11-23-17-05.csv"
 */
char *
roster_csv_suggest_name (const char *organization_name, GDateTime *time)
{
  g_autoptr (GString) name = g_string_new (NULL);

  g_return_val_if_fail (organization_name != NULL, NULL);
  g_return_val_if_fail (time != NULL, NULL);

  for (const char *p = organization_name; *p != '\0' && name->len < MAX_NAME; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (name, *p);
  if (name->len == 0)
    g_string_append (name, "Organization");

  return g_strdup_printf ("%s-All-Users-%04d-%02d-%02d-%02d-%02d.csv", name->str,
                          g_date_time_get_year (time), g_date_time_get_month (time),
                          g_date_time_get_day_of_month (time), g_date_time_get_hour (time),
                          g_date_time_get_minute (time));
}

typedef struct
{
  GFile *file;
  RosterMemberTable *table;
  GArray *rows; /* (nullable) */
  RosterCsvFlags flags;
} SaveData;

static void
save_data_free (SaveData *data)
{
  g_clear_object (&data->file);
  g_clear_pointer (&data->table, roster_member_table_unref);
  g_clear_pointer (&data->rows, g_array_unref);
  g_free (data);
}

static gboolean
save_rows (const SaveData *data, guint n_rows, GCancellable *cancellable, GError **error)
{
  g_autoptr (RosterCsvFile) out = roster_csv_file_open (data->file, data->flags, error);

  if (out == NULL)
    return FALSE;

  for (guint i = 0; i < n_rows; i++)
    {
      guint row = data->rows != NULL ? g_array_index (data->rows, guint32, i) : i;

      if (i % ROWS_PER_CHECK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!roster_csv_file_append (out, roster_member_table_get (data->table, row), error))
        return FALSE;
    }

  return !g_cancellable_set_error_if_cancelled (cancellable, error) &&
         roster_csv_file_commit (out, error);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const SaveData *data = task_data;
  guint n_rows =
      data->rows != NULL ? data->rows->len : roster_member_table_get_n_members (data->table);
  GError *error = NULL;

  if (save_rows (data, n_rows, cancellable, &error))
    g_task_return_int (task, n_rows);
  else
    g_task_return_error (task, error);
}

static gboolean
rows_exist (RosterMemberTable *table, GArray *rows)
{
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (g_array_index (rows, guint32, i) >= roster_member_table_get_n_members (table))
      return FALSE;

  return TRUE;
}

/**
 * roster_csv_save_async:
 * @file: where to; a symbolic link is followed
 * @table: the members
 * @rows: (nullable) (element-type guint32): row numbers in the order to write them, not to be
 *   changed any more; %NULL for the whole table in its own order
 * @flags: see roster_csv_append_member()
 * @cancellable: (nullable): cancelling leaves the old file as it was
 * @callback: called in the thread-default main context
 * @user_data: for @callback
 *
 * Writes in a thread, as roster_csv_file_open() says, in constant memory.
 */
void
roster_csv_save_async (GFile *file,
                       RosterMemberTable *table,
                       GArray *rows,
                       RosterCsvFlags flags,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SaveData *data;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (table != NULL);
  g_return_if_fail (rows_exist (table, rows));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_csv_save_async);
  g_task_set_check_cancellable (task, FALSE); /* what is written is written */

  data = g_new0 (SaveData, 1);
  data->file = g_object_ref (file);
  data->table = roster_member_table_ref (table);
  data->rows = rows != NULL ? g_array_ref (rows) : NULL;
  data->flags = flags;
  g_task_set_task_data (task, data, (GDestroyNotify)save_data_free);

  g_task_run_in_thread (task, save_in_thread);
}

/**
 * roster_csv_save_finish:
 * @result: what the callback was given
 * @n_written: (out) (optional): the number of members written; 0 after an error
 * @error: %ROSTER_ERROR_FILE, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the file is complete on the disk; otherwise the old one is as it was
 */
gboolean
roster_csv_save_finish (GAsyncResult *result, guint *n_written, GError **error)
{
  gssize n;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_csv_save_async), FALSE);

  n = g_task_propagate_int (G_TASK (result), error);
  if (n_written != NULL)
    *n_written = n >= 0 ? (guint)n : 0;

  return n >= 0;
}
