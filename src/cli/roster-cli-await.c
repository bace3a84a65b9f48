/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A command line does one thing after the other: waits for core's asynchronous calls. */

#include "cli/roster-cli-await.h"

/**
 * roster_cli_take_result:
 * @slot: a `GAsyncResult **` that holds %NULL
 *
 * A #GAsyncReadyCallback that puts its result into @slot.
 */
void
roster_cli_take_result (GObject *source, GAsyncResult *result, gpointer slot)
{
  *(GAsyncResult **)slot = g_object_ref (result);
}

/**
 * roster_cli_await:
 * @slot: what was given to the call whose callback is roster_cli_take_result()
 *
 * Returns: (transfer none): the result, once it is there; it belongs to @slot
 */
GAsyncResult *
roster_cli_await (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}
