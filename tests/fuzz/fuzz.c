/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fuzz targets share: GLib's warnings are faults of the input that made them. */

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) == 0)
    return G_LOG_WRITER_HANDLED;

  g_log_writer_standard_streams (level, fields, n_fields, NULL);
  fflush (NULL);
  abort ();
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_log_set_writer_func (write_log, NULL, NULL);

  return 0;
}

char *
fuzz_dup_text (const guint8 *data, size_t size)
{
  gsize length = strnlen ((const char *)data, size);
  char *text = malloc (length + 1);

  memcpy (text, data, length);
  text[length] = '\0';

  return text;
}
