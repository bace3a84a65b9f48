/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of addresses that somebody pasted: each row is text, and an address that can be sent to is
 * written so that it is read as itself again. */

#include "fuzz.h"
#include "roster-address.h"

static void
check_round_trip (RosterAddress *address)
{
  g_autofree char *text = roster_address_to_text (address);
  g_autoptr (GPtrArray) again = roster_address_parse_list (text, NULL);
  RosterAddress *same;

  g_assert_cmpuint (again->len, ==, 1);
  same = again->pdata[0];
  g_assert_cmpstr (roster_address_get_email (same), ==, roster_address_get_email (address));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autoptr (GPtrArray) addresses = roster_address_parse_list (text, NULL);

  for (guint i = 0; i < addresses->len; i++)
    {
      RosterAddress *address = addresses->pdata[i];
      const char *email = roster_address_get_email (address);
      g_autofree char *verdict = roster_address_describe_verdict (address);

      g_assert_true (verdict == NULL || g_utf8_validate (verdict, -1, NULL));
      g_assert_true (*email != '\0' && g_utf8_validate (email, -1, NULL));
      if (!roster_address_is_valid (email))
        g_assert_false (roster_address_is_sendable (address));
      else
        check_round_trip (address);
    }

  return 0;
}
