/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Allocates the blocks of a list with thousands of members outside malloc(), so that they are
 * returned to the system as soon as they are freed and leave no holes between small blocks. Telling
 * malloc() to do this for every block would cost a third of the time of a frame. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gpointer roster_memory_new (gsize size);
void roster_memory_free (gpointer block, gsize size);

/** roster_memory_new_array: room for n_items of a type, to be freed as an array. */
#define roster_memory_new_array(type, n_items)                                                     \
  ((type *)roster_memory_new ((gsize)(n_items) * sizeof (type)))

/** roster_memory_free_array: (nullable): the same array and the same number of items. */
#define roster_memory_free_array(array, n_items)                                                   \
  roster_memory_free ((array), (gsize)(n_items) * sizeof *(array))

G_END_DECLS
