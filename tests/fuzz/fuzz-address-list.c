/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a text names: each is understood or has a problem, and an address that can be sent to is
 * written so that it is read as itself again, and what was not understood so that nobody is. */

#include "core/recipients/roster-address.h"
#include "core/recipients/roster-people-reader.h"
#include "fuzz.h"

static GPtrArray *
judge_text (const char *text, RosterMemberTable *table)
{
  g_autoptr (RosterPeople) people = roster_people_new (ROSTER_PEOPLE_ADDRESSES);

  roster_people_reader_add_text (people, text);
  return roster_address_judge_people (people, table);
}

static void
check_round_trip (RosterAddress *address)
{
  g_autofree char *text = roster_address_to_text (address);
  g_autoptr (GPtrArray) again = judge_text (text, NULL);

  if (roster_address_get_verdict (address) == ROSTER_ADDRESS_NOT_AN_ADDRESS)
    {
      for (guint i = 0; i < again->len; i++)
        g_assert_false (roster_address_is_sendable (again->pdata[i]));
      return;
    }
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpstr (roster_address_get_email (again->pdata[0]), ==,
                   roster_address_get_email (address));
}

static void
check_people (const char *text, RosterPeopleKind kind)
{
  g_autoptr (RosterPeople) people = roster_people_new (kind);
  g_autofree char *problem = NULL;

  roster_people_reader_add_text (people, text);
  problem = roster_people_find_problem (people);
  g_assert_true (problem == NULL || g_utf8_validate (problem, -1, NULL));
  for (guint i = 0; i < people->persons->len; i++)
    {
      const RosterPerson *person = people->persons->pdata[i];

      g_assert_true (*person->text != '\0' && g_utf8_validate (person->text, -1, NULL));
      g_assert_true ((person->problem != NULL) == (person->email == NULL && person->id == NULL));
      g_assert_true (person->email == NULL || roster_address_is_valid (person->email));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autoptr (GPtrArray) addresses = judge_text (text, NULL);

  for (guint i = 0; i < addresses->len; i++)
    {
      RosterAddress *address = addresses->pdata[i];
      const char *email = roster_address_get_email (address);
      g_autofree char *verdict = roster_address_describe_verdict (address);

      g_assert_true (verdict == NULL || g_utf8_validate (verdict, -1, NULL));
      g_assert_true (*email != '\0' && g_utf8_validate (email, -1, NULL));
      if (!roster_address_is_valid (email))
        g_assert_false (roster_address_is_sendable (address));
      check_round_trip (address);
    }
  check_people (text, ROSTER_PEOPLE_IDS);
  check_people (text, ROSTER_PEOPLE_MEMBERS);

  return 0;
}
