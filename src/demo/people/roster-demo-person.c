/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The invented people of the demo: a couple of dozen written by hand, because they are hard to show
 * right, and as many ordinary ones as are asked for. */

#include "demo/people/roster-demo-person.h"

#include <string.h>

#define MINUTES_A_DAY (24 * 60)
#define MS_A_MINUTE (G_GINT64_CONSTANT (60) * 1000)

/* Scatters numbers over 32 bits and back: the two factors are inverse to each other (mod 2^32). */
#define SCATTER 0x9e3779b1u
#define GATHER 0x0e8b2f51u
#define SALT 0x5bd1e995u

typedef struct
{
  const char *name;
  const char *email;
  const char *role;
  RosterDemoSignIn sign_in;
  guint days_ago;
  gboolean mfa;
  gboolean sso;
  gboolean enabled;
} Special;

#define MS ROSTER_DEMO_SIGN_IN_MILLISECONDS
#define ISO ROSTER_DEMO_SIGN_IN_ISO
#define NIL ROSTER_DEMO_SIGN_IN_NULL
#define ABSENT ROSTER_DEMO_SIGN_IN_ABSENT

/* The first one is the caller. */
static const Special specials[] = {
  { "Robin Ashdown", "robin.ashdown@example.com", "owner", MS, 0, TRUE, TRUE, TRUE },
  { "Ines Calloway", "ines.calloway@example.com", "owner", MS, 2, TRUE, TRUE, TRUE },
  { "Светлана Орлова", "svetlana.orlova@example.com", "user", MS, 1, TRUE, TRUE, TRUE },
  { "山本 さくら", "sakura.yamamoto@example.com", "user", MS, 6, TRUE, FALSE, TRUE },
  { "ليلى حداد", "layla.haddad@example.com", "reader", MS, 12, FALSE, TRUE, TRUE },
  { "Zoë Núñez-Åström", "zoe.nunez@example.org", "user", ISO, 3, TRUE, TRUE, TRUE },
  { "Bauer, Ottilie “Tilly” \"Till\"", "ottilie.bauer@example.com", "user", MS, 9, TRUE, TRUE,
    TRUE },
  { "=HYPERLINK(\"https://example.com\",\"Salary\")", "formula@example.net", "reader", NIL, 0,
    FALSE, FALSE, TRUE },
  { "Maximiliana Theodora Friederike von und zu Hohenwaldau-Lichtenberg-Rautenstein",
    "maximiliana.theodora.friederike.von.hohenwaldau@long-names.example.com", "user", MS, 40, TRUE,
    TRUE, TRUE },
  { "王晓雨", "xiaoyu.wang@example.com", "user", MS, 0, TRUE, TRUE, TRUE },
  { "Nguyễn Thị Minh Ánh", "minh.anh.nguyen@example.org", "reader", MS, 18, TRUE, FALSE, TRUE },
  { "Björn Þórðarson", "bjorn.thordarson@example.com", "owner", MS, 130, FALSE, FALSE, TRUE },
  { "", "new.starter@example.com", "reader", ABSENT, 0, FALSE, FALSE, TRUE },
  { "<b>Bold</b> & Daughters", "markup@example.net", "reader", MS, 210, FALSE, TRUE, TRUE },
  { "O’Brien-Smythe, D'Arcy", "darcy.obrien@example.com", "user", ISO, 95, TRUE, TRUE, TRUE },
  { "Kit 🦊 Foxley", "kit.foxley@example.com", "user", MS, 5, TRUE, TRUE, TRUE },
  { "Ελένη Παπαδάκη", "eleni.papadaki@example.org", "user", MS, 61, TRUE, TRUE, FALSE },
  { "Deploy Robot", "deploy-robot@example.com", "user", NIL, 0, FALSE, FALSE, TRUE },
  { "Emil Left-Long-Ago", "Emil.Left@Example.com", "user", MS, 720, FALSE, FALSE, FALSE },
  { "김하늘", "haneul.kim@example.com", "reader", MS, 4, TRUE, TRUE, TRUE },
  { "Łucja Śliwińska", "lucja.sliwinska@example.com", "user", MS, 88, TRUE, TRUE, TRUE },
  { "רות לוין", "ruth.levin@example.com", "reader", MS, 33, TRUE, TRUE, TRUE },
  { "+44 20 7946 0000", "front-desk@example.com", "reader", ABSENT, 0, FALSE, FALSE, FALSE },
  { "Ayşe Çağlayan İğdır", "ayse.caglayan@example.com", "user", MS, 7, TRUE, TRUE, TRUE },
};

static const char *const first_names[64] = {
  "Abigail", "Adrian",  "Alina",  "Amara",   "Anders", "Aurora",  "Basil",   "Beatrix",
  "Boris",   "Camila",  "Cedric", "Clara",   "Conrad", "Dahlia",  "Damian",  "Delia",
  "Edgar",   "Elena",   "Elias",  "Esme",    "Fabian", "Felicia", "Finn",    "Flora",
  "Gareth",  "Gemma",   "Gideon", "Greta",   "Hamish", "Hazel",   "Hugo",    "Imogen",
  "Isaac",   "Ivy",     "Jasper", "Joanna",  "Jonas",  "Kamal",   "Katrin",  "Keira",
  "Lando",   "Leonora", "Linus",  "Lucinda", "Magnus", "Marisol", "Mateo",   "Mina",
  "Nadia",   "Noel",    "Odette", "Orlando", "Paloma", "Piers",   "Quentin", "Ramona",
  "Rafael",  "Saskia",  "Silas",  "Tabitha", "Tobias", "Ulrika",  "Vincent", "Wilma",
};

static const char *const last_names[64] = {
  "Abbott",   "Ainsworth", "Barlow",    "Beckett",  "Blackwood", "Brandt",       "Bristow",
  "Calder",   "Carrow",    "Castellan", "Chadwick", "Corbin",    "Dalgaard",     "Delacroix",
  "Draper",   "Eastman",   "Ellery",    "Engstrom", "Fairfax",   "Farrow",       "Fenwick",
  "Garland",  "Goodwin",   "Grantham",  "Hadley",   "Halloran",  "Hartwell",     "Hollis",
  "Ibsen",    "Ingram",    "Jansen",    "Jarrow",   "Keating",   "Kendrick",     "Kowal",
  "Langford", "Larkin",    "Lindqvist", "Maddox",   "Marlowe",   "Merriweather", "Moravec",
  "Nakata",   "Norwood",   "Okafor",    "Orchard",  "Paxton",    "Pemberton",    "Quimby",
  "Radley",   "Renwick",   "Rosewood",  "Sallow",   "Sinclair",  "Stanhope",     "Thackeray",
  "Tremaine", "Underhill", "Vance",     "Vasquez",  "Wexford",   "Whitlock",     "Yardley",
  "Zeller",
};

/* Up to here every pair of names is another one, so that the addresses need no number. */
#define N_PAIRS (G_N_ELEMENTS (first_names) * G_N_ELEMENTS (last_names))

static guint32
scatter (guint32 number)
{
  guint32 x = (number ^ SALT) * SCATTER;

  return x ^ (x >> 16);
}

static guint32
gather (guint32 scattered)
{
  return ((scattered ^ (scattered >> 16)) * GATHER) ^ SALT;
}

/* Other bits than those of the id, for what is true of so many of a hundred people. */
static guint
percentile (guint32 number, guint32 question)
{
  return (guint)((scatter (number * 31 + question * 0x85ebca6bu) >> 7) % 100);
}

static char *
append_number (char *end, guint32 number)
{
  char digits[10];
  int n = 0;

  do
    digits[n++] = (char)('0' + number % 10);
  while ((number /= 10) > 0);
  while (n > 0)
    *end++ = digits[--n];
  *end = '\0';
  return end;
}

static void
set_id (RosterDemoPerson *self, guint32 number)
{
  static const char hex[] = "0123456789abcdef";
  guint32 scattered = scatter (number);

  if (number == ROSTER_DEMO_CALLER)
    {
      strcpy (self->id, ROSTER_DEMO_CALLER_ID);
      return;
    }
  for (int i = 0; i < 8; i++)
    self->id[i] = hex[(scattered >> (28 - 4 * i)) & 0xf];
  self->id[8] = '\0';
}

static void
set_special (RosterDemoPerson *self, const Special *special)
{
  g_strlcpy (self->name, special->name, sizeof self->name);
  g_strlcpy (self->email, special->email, sizeof self->email);
  self->sign_in = special->sign_in;
  self->minutes_ago = special->days_ago * MINUTES_A_DAY + 17;
  self->mfa = special->mfa;
  self->sso = special->sso;
  self->enabled = special->enabled;
}

static void
set_names (RosterDemoPerson *self, guint32 number)
{
  static const char *const domains[] = { "@example.com", "@example.com", "@example.org",
                                         "@example.com", "@example.net" };
  guint first = (number * 37 + 11) % G_N_ELEMENTS (first_names);
  guint last = (number / G_N_ELEMENTS (first_names) + first * 5) % G_N_ELEMENTS (last_names);
  char *end;

  end = g_stpcpy (self->name, first_names[first]);
  *end++ = ' ';
  g_stpcpy (end, last_names[last]);

  end = g_stpcpy (self->email, first_names[first]);
  *end++ = '.';
  end = g_stpcpy (end, last_names[last]);
  if (number >= N_PAIRS)
    {
      *end++ = '.';
      end = append_number (end, number);
    }
  g_stpcpy (end, domains[number % G_N_ELEMENTS (domains)]);
  for (char *p = self->email; *p != '\0'; p++)
    *p = g_ascii_tolower (*p);
}

static void
set_habits (RosterDemoPerson *self, guint32 number)
{
  guint day = percentile (number, 4);

  self->mfa = percentile (number, 1) >= 14;
  self->sso = percentile (number, 2) < 72;
  self->enabled = percentile (number, 3) >= 4;
  self->sign_in = ROSTER_DEMO_SIGN_IN_MILLISECONDS;
  if (percentile (number, 5) < 4)
    self->sign_in = number % 3 == 0 ? ROSTER_DEMO_SIGN_IN_ABSENT : ROSTER_DEMO_SIGN_IN_NULL;

  /* Most were here this week, one in ten not for a quarter of a year. */
  if (day >= 90)
    day = 90 + (day - 90) * 40;
  else if (day >= 40)
    day = day - 39;
  else
    day = day % 5;
  self->minutes_ago = day * MINUTES_A_DAY + scatter (number) % MINUTES_A_DAY;
}

/**
 * roster_demo_person_init:
 * @self: (out caller-allocates): a person
 * @number: which one; the same number is always the same person
 */
void
roster_demo_person_init (RosterDemoPerson *self, guint32 number)
{
  set_id (self, number);
  if (number < G_N_ELEMENTS (specials))
    {
      set_special (self, &specials[number]);
      return;
    }
  set_names (self, number);
  set_habits (self, number);
}

/**
 * roster_demo_person_number_for_id:
 * @id: a user id
 *
 * Returns: the person's number, or %ROSTER_DEMO_NOBODY where @id is not written like an id; whether
 *   there are so many people, the caller must look
 */
guint32
roster_demo_person_number_for_id (const char *id)
{
  guint32 scattered = 0;

  if (strcmp (id, ROSTER_DEMO_CALLER_ID) == 0)
    return ROSTER_DEMO_CALLER;
  if (strlen (id) != 8)
    return ROSTER_DEMO_NOBODY;
  for (const char *p = id; *p != '\0'; p++)
    {
      if (!g_ascii_isxdigit (*p) || g_ascii_isupper (*p))
        return ROSTER_DEMO_NOBODY;
      scattered = scattered << 4 | (guint32)g_ascii_xdigit_value (*p);
    }
  return gather (scattered) == ROSTER_DEMO_CALLER ? ROSTER_DEMO_NOBODY : gather (scattered);
}

static gboolean
has_email (guint32 number, const char *email)
{
  RosterDemoPerson person;

  roster_demo_person_init (&person, number);
  return g_ascii_strcasecmp (person.email, email) == 0;
}

/* The number in first.last.NUMBER@domain, or ROSTER_DEMO_NOBODY. */
static guint32
number_in_email (const char *email)
{
  const char *at = strchr (email, '@');
  const char *start = at;
  guint64 number = 0;

  while (start != NULL && start > email && g_ascii_isdigit (start[-1]))
    start--;
  if (start == at)
    return ROSTER_DEMO_NOBODY;
  number = g_ascii_strtoull (start, NULL, 10);
  return number < ROSTER_DEMO_NOBODY ? (guint32)number : ROSTER_DEMO_NOBODY;
}

/**
 * roster_demo_person_number_for_email:
 * @email: an address, in any case
 * @n_people: how many people there are
 *
 * Returns: the number of the person with that address, or %ROSTER_DEMO_NOBODY
 */
guint32
roster_demo_person_number_for_email (const char *email, guint32 n_people)
{
  guint32 number = number_in_email (email);

  if (number >= N_PAIRS && number < n_people && has_email (number, email))
    return number;
  for (number = 0; number < MIN (n_people, N_PAIRS); number++)
    if (has_email (number, email))
      return number;
  return ROSTER_DEMO_NOBODY;
}

/**
 * roster_demo_person_role:
 * @number: of a person
 *
 * Returns: the role they have in the first organization; static
 */
const char *
roster_demo_person_role (guint32 number)
{
  if (number < G_N_ELEMENTS (specials))
    return specials[number].role;
  return percentile (number, 6) < 62 ? "user" : "reader";
}

/**
 * roster_demo_append_json_string:
 * @json: where to append
 * @text: UTF-8
 *
 * Appends @text as a JSON string, with its quotes.
 */
void
roster_demo_append_json_string (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (json, '\\');
      if ((guchar)*p < 0x20)
        g_string_append_printf (json, "\\u%04x", (guint)(guchar)*p);
      else
        g_string_append_c (json, *p);
    }
  g_string_append_c (json, '"');
}

static void
append_bool (GString *json, const char *name, gboolean value)
{
  g_string_append (json, name);
  g_string_append (json, value ? "true" : "false");
}

static void
append_sign_in (GString *json, const RosterDemoPerson *self, gint64 now_ms)
{
  gint64 time_ms = now_ms - self->minutes_ago * MS_A_MINUTE;

  switch (self->sign_in)
    {
    case ROSTER_DEMO_SIGN_IN_MILLISECONDS:
      g_string_append_printf (json, ",\"lastAuthenticatedAt\":%" G_GINT64_FORMAT, time_ms);
      break;
    case ROSTER_DEMO_SIGN_IN_ISO:
      {
        g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_ms / 1000);
        g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

        g_string_append_printf (json, ",\"lastAuthenticatedAt\":\"%s.%03dZ\"", text,
                                (int)(time_ms % 1000));
        break;
      }
    case ROSTER_DEMO_SIGN_IN_NULL:
      g_string_append (json, ",\"lastAuthenticatedAt\":null");
      break;
    case ROSTER_DEMO_SIGN_IN_ABSENT:
    default:
      break;
    }
}

/**
 * roster_demo_person_append_json:
 * @self: a person
 * @role: their role in the organization
 * @now_ms: the time that their habits are counted back from, milliseconds since the epoch
 * @json: where to append
 *
 * Appends a MEMBER of threat-stack/README.md.
 */
void
roster_demo_person_append_json (const RosterDemoPerson *self,
                                const char *role,
                                gint64 now_ms,
                                GString *json)
{
  g_string_append (json, "{\"role\":\"");
  g_string_append (json, role);
  append_bool (json, "\",\"ssoEnabled\":", self->sso);
  g_string_append (json, ",\"displayName\":");
  roster_demo_append_json_string (json, self->name);
  append_bool (json, ",\"userEnabled\":", self->enabled);
  append_sign_in (json, self, now_ms);
  append_bool (json, ",\"mfaEnabled\":", self->mfa);
  g_string_append (json, ",\"id\":\"");
  g_string_append (json, self->id);
  g_string_append (json, "\",\"email\":");
  roster_demo_append_json_string (json, self->email);
  g_string_append_c (json, '}');
}
