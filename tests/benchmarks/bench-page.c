/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists that the benchmarks read: 216 bytes a member, as the service spells them. */

#include "bench-page.h"

/**
 * bench_page_append_member:
 * @text: gets the member
 * @number: which one
 */
void
bench_page_append_member (GString *text, guint number)
{
  g_string_append_printf (
      text,
      "{\"role\":\"%s\",\"ssoEnabled\":%s,\"displayName\":\"%s %06u\",\"userEnabled\":true,"
      "\"lastAuthenticatedAt\":%s,\"mfaEnabled\":%s,\"id\":\"5f3a1b2c4d5e6f70%08x\","
      "\"email\":\"ada.lovelace%06u@example.com\"}",
      number % 50 == 0 ? "owner" : "user", number % 3 == 0 ? "true" : "false",
      number % 20 == 0 ? "Zoë Müller" : "Ada Lovelace", number,
      number % 10 == 0 ? "null" : "1700000000123", number % 2 == 0 ? "true" : "false", number,
      number);
}

/**
 * bench_page_new_part:
 * @first: the first member's number
 * @n_members: how many
 * @token: (nullable): of the next page
 *
 * Returns: (transfer full): one page of a list
 */
GString *
bench_page_new_part (guint first, guint n_members, const char *token)
{
  GString *page = g_string_sized_new ((gsize)n_members * 220);

  g_string_append (page, "{\"members\":[");
  for (guint i = 0; i < n_members; i++)
    {
      if (i > 0)
        g_string_append_c (page, ',');
      bench_page_append_member (page, first + i);
    }
  g_string_append (page, "],\"token\":");
  if (token != NULL)
    g_string_append_printf (page, "\"%s\"}", token);
  else
    g_string_append (page, "null}");
  return page;
}

GString *
bench_page_new (guint n_members)
{
  return bench_page_new_part (0, n_members, NULL);
}
