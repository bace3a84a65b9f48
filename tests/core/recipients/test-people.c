/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is named in a text: lists, tables and pasted contacts, for each use. */

#include "core/recipients/roster-people-reader.h"

#include <string.h>

#include "core/base/roster-address-key.h"

typedef struct
{
  const char *name;
  RosterPeopleKind kind;
  const char *text;
  const char *expected; /* see dump() */
} Case;

#define A ROSTER_PEOPLE_ADDRESSES
#define I ROSTER_PEOPLE_IDS
#define M ROSTER_PEOPLE_MEMBERS

static const Case cases[] = {
  { "comments", A, "# old: gone@x.org\n#off@x.org\nnew@x.org # since gone@x.org\n", "3 new@x.org" },
  { "comments-only", M, "# nobody\n", "" },
  { "byte-order-mark", M, "\ufeffada@x.org\nbob@x.org", "1 ada@x.org|2 bob@x.org" },
  { "marks", M, "\u202aada@x.org\u202c\n\u200ebob@x.org\u200f \u2066eve1\u2069",
    "1 ada@x.org|2 bob@x.org|2 eve1" },
  { "mark-inside", A, "a\u200bb@x.org a\u202eb@x.org", "1 a\u200bb@x.org a\u202eb@x.org!" },
  { "quotes", A, "“a@x.org”, „b@x.org“; «c@x.org» 'd@x.org'\n「e@x.org」（f@x.org）",
    "1 a@x.org|1 b@x.org|1 c@x.org|1 d@x.org|2 「e@x.org」（f@x.org）!" },
  { "separators", A, "a@x.org，b@x.org；c@x.org、d@x.org｜e@x.org、\u200bf@x.org؛g@x.org،h@x.org",
    "1 a@x.org|1 b@x.org|1 c@x.org|1 d@x.org|1 e@x.org|1 f@x.org|1 g@x.org|1 h@x.org" },
  { "bar", A, "Eve|eve@x.org", "1 eve@x.org" },
  { "bars-in-list", A, "Eve | eve@x.org\nmel@x.org", "1 eve@x.org{Eve}|2 mel@x.org" },
  { "tab", A, "Eve Smith\teve@x.org", "1 eve@x.org" },
  { "full-stop", A, "Please: eve@x.org.\nmel@x.org.", "1 Please: eve@x.org.!|2 mel@x.org" },
  { "quoted-local-part", A, "\"eve smith\"@x.org\n\"eve@evil.example x\"@x.org",
    "1 \"eve smith\"@x.org!|2 \"eve@evil.example x\"@x.org!" },
  { "prose", M, "do not remove eve@x.org\n", "1 do not remove eve@x.org!" },
  { "name", M, "Eve Smith", "1 Eve Smith!" },
  { "ids", M, "abc1 def2, ghi\n", "1 abc1|1 def2|1 ghi" },
  { "named", M, "Ada L <ada@x.org>\n", "1 ada@x.org{Ada L}" },
  { "outlook", A, "Lovelace, Eve <eve@x.org>; Hopper, Mel <mel@x.org>",
    "1 eve@x.org{Lovelace, Eve}|1 mel@x.org{Hopper, Mel}" },
  { "outlook-lines", M, "Lovelace, Eve <eve@x.org>\nHopper, Mel <mel@x.org>\nkim@x.org",
    "1 eve@x.org{Lovelace, Eve}|2 mel@x.org{Hopper, Mel}|3 kim@x.org" },
  { "word-before-named", A, "a@x.org, not-an-address, Eve <eve@x.org>",
    "1 a@x.org|1 not-an-address!|1 eve@x.org{Eve}" },
  { "id-before-named", M, "abc1, Eve <eve@x.org>", "1 abc1|1 eve@x.org{Eve}" },
  { "brackets", A, "Eve (eve@x.org), kim@x.org (Kim)", "1 eve@x.org{Eve}|1 kim@x.org{Kim}" },
  { "bullets", A, "• a@x.org\n- b@x.org\n12. c@x.org\n", "1 a@x.org|2 b@x.org|3 c@x.org" },
  { "slip", A, "hugo@example,com", "1 hugo@example,com!" },
  { "slip-not", A, "hugo@example.org,mel@x.org,kim", "1 hugo@example.org|1 mel@x.org|1 kim!" },
  { "not-closed", A, "\"Eve, eve@x.org\nEve <mel@x.org, b@x.org\nc@x.org",
    "1 \"Eve, eve@x.org!|2 Eve <mel@x.org, b@x.org!|3 c@x.org" },
  { "address-as-id", I, "eve@x.org, abc1", "1 eve@x.org!|1 abc1" },
  { "bad-id", I, "a/b\nc?d", "1 a/b!|2 c?d!" },
  { "carriage-returns", A, "a@x.org\rb@x.org\r\nc@x", "1 a@x.org|2 b@x.org|3 c@x!" },
  { "table-google", A,
    "First Name [Required],Last Name [Required],Email Address [Required],Recovery Email\n"
    "Eve,Smith,eve@x.org,evil@y.org\n",
    "2 eve@x.org{Eve Smith} -Recovery Email" },
  { "table-microsoft", A,
    "Display name,User principal name,Mail,Object Id\nEve,eve@x.onmicrosoft.com,eve@x.org,77\n",
    "2 eve@x.org{Eve} -User principal name -Object Id" },
  { "table-microsoft-alone", M, "Display name,User principal name\nEve,eve@x.org\n",
    "2 eve@x.org{Eve}" },
  { "table-okta", A, "login,firstName,lastName,email,secondEmail\nl@x.org,E,S,eve@x.org,s@x.org\n",
    "2 eve@x.org{E S} -login -secondEmail" },
  { "table-slack", M, "username,email,status,userid\neve,eve@x.org,Member,U0123\n",
    "2 eve@x.org=U0123 -username -status" },
  { "table-own", M,
    "role,ssoEnabled,displayName,userEnabled,lastAuthenticatedAt,mfaEnabled,id,email\n"
    "owner,True,Ada,True,2023-11-14 22:13:20.123,True,a1,'+a@x.org\n"
    "user,True,\"A \"\"B\"\", C\",True,,True,b2,\n",
    "2 +a@x.org=a1{Ada}|3 b2{A \"B\", C} -ssoEnabled -userEnabled -lastAuthenticatedAt "
    "-mfaEnabled" },
  { "table-de", A, "Name;E-Mail-Adresse;Vorgesetzter\nE;eve@x.org;b@x.org\n",
    "2 eve@x.org{E} -Vorgesetzter" },
  { "table-fr", A, "Nom;Adresse e-mail;Responsable\nE;eve@x.org;b@x.org\n",
    "2 eve@x.org{E} -Responsable" },
  { "table-es", A, "Nombre;Correo electrónico;Jefe\nE;eve@x.org;b@x.org\n",
    "2 eve@x.org{E} -Jefe" },
  { "table-pt", A, "Nome;Endereço de e-mail;Chefe\nE;eve@x.org;b@x.org\n",
    "2 eve@x.org{E} -Chefe" },
  { "table-ja", A, "氏名,メールアドレス,上司\nE,eve@x.org,b@x.org\n", "2 eve@x.org{E} -上司" },
  { "table-ar", A, "الاسم,البريد الإلكتروني,x\nE,eve@x.org,b@x.org\n", "2 eve@x.org{E} -x" },
  { "table-work-mail", A, "Name,Work mail,Manager\nE,eve@x.org,b@x.org\n",
    "2 eve@x.org{E} -Manager" },
  { "table-two-candidates", M, "leaver,approved by\nada@x.org,bob@x.org\n",
    "?“leaver” and “approved by”" },
  { "table-two-candidates-alike", A, "Email,Mail\nada@x.org,bob@x.org\n", "?“Email” and “Mail”" },
  { "table-two-candidates-no-header", M, "Ada,ada@x.org,bob@x.org\nEve,eve@x.org,bob@x.org\n",
    "?“2” and “3”" },
  { "table-one-candidate", M, "leaver,team\nada@x.org,IT\n", "2 ada@x.org -team" },
  { "table-roles", A, "email,role\na@x.org,owner\nb@x.org,Engineer\nc@x.org,\nd@x.org,READER\n",
    "2 a@x.org:owner|3 b@x.org, Engineer!|4 c@x.org|5 d@x.org:reader" },
  { "table-roles-no-header", A, "Ada,a@x.org,owner\nGrace,g@x.org,user\n",
    "1 a@x.org:owner|2 g@x.org:user" },
  { "table-roles-of-leavers", M, "email,role\na@x.org,Engineer\n", "2 a@x.org" },
  { "table-holes", A, "name,email\nAda,a@x.org\n\n# a comment, b@x.org\nBob,\n,\n",
    "2 a@x.org{Ada}|5 Bob!" },
  { "table-moved", A, "name,manager,email\nL, Ada,m@x.org,a@x.org\n",
    "2 L, Ada, m@x.org, a@x.org! -manager" },
  { "table-several-in-a-cell", M, "email,name\na@x.org; b@x.org,Ada\n",
    "2 a@x.org; b@x.org, Ada!" },
  { "table-without-ids", I, "email,name\na@x.org,Ada\n", "2 a@x.org, Ada!" },
  { "table-without-addresses", A, "id,name\na1,Ada\n", "?no column" },
  { "table-line-in-cell", A, "name,email\n\"A\nB\",a@x.org\nC,c@x\n", "2 a@x.org{A B}|4 C, c@x!" },
  { "list-of-pairs", M, "ada@x.org,bob@x.org\n", "1 ada@x.org|1 bob@x.org" },
  { "table-two-roles", A, "email,role\na@x.org,owner\nb@x.org,user\nA@x.org,reader\n",
    "2 a@x.org!|3 b@x.org:user|4 A@x.org!" },
  { "table-sep", M, "sep=;\nName;Email\nAda;a@x.org\n", "3 a@x.org{Ada}" },
  { "table-below-list", A, "eve@x.org\n\nname,email,role\nAda,a@x.org,owner\n",
    "1 eve@x.org|4 a@x.org{Ada}:owner" },
};

/* `line address=id{name}:role` or `line text!` for each, a bar between them, the columns that are
 * left out behind a minus, and the problem of all behind a question mark. */
static char *
dump (RosterPeople *people)
{
  GString *text = g_string_new (people->problem != NULL ? "?" : NULL);

  if (people->problem != NULL)
    g_string_append (text, people->problem);
  for (guint i = 0; i < people->persons->len; i++)
    {
      const RosterPerson *person = g_ptr_array_index (people->persons, i);

      g_string_append_printf (text, "%s%u %s", i > 0 ? "|" : "", person->line, person->text);
      if (person->email != NULL && person->id != NULL)
        g_string_append_printf (text, "=%s", person->id);
      if (person->name != NULL)
        g_string_append_printf (text, "{%s}", person->name);
      if (person->role != NULL)
        g_string_append_printf (text, ":%s", person->role);
      g_string_append (text, person->problem != NULL ? "!" : "");
      g_assert_true (person->problem == NULL || (person->email == NULL && person->id == NULL));
    }
  for (guint i = 0; i < people->left_out->len; i++)
    g_string_append_printf (text, " -%s", (char *)g_ptr_array_index (people->left_out, i));

  return g_string_free (text, FALSE);
}

static void
test_read (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (RosterPeople) people = roster_people_new (test->kind);
  g_autofree char *dumped = NULL;

  roster_people_reader_add_text (people, test->text);
  dumped = dump (people);
  if (test->expected[0] == '?')
    {
      g_assert_nonnull (people->problem);
      g_assert_nonnull (strstr (people->problem, test->expected + 1));
    }
  else
    {
      g_assert_cmpstr (dumped, ==, test->expected);
    }
}

/* An argument is one text: it has no comments, no table and no line. */
static void
test_arguments (void)
{
  g_autoptr (RosterPeople) people = roster_people_new (M);
  g_autofree char *dumped = NULL;

  roster_people_reader_add_argument (people, "#off@x.org");
  roster_people_reader_add_argument (people, "Ada L <ada@x.org>");
  roster_people_reader_add_argument (people, "bob@x.org,eve1");
  roster_people_reader_add_argument (people, "");
  dumped = dump (people);
  g_assert_cmpstr (dumped, ==, "0 #off@x.org|0 ada@x.org{Ada L}|0 bob@x.org|0 eve1");
}

static void
test_problem (void)
{
  g_autoptr (RosterPeople) people = roster_people_new (M);
  g_autofree char *none = NULL;
  g_autofree char *problem = NULL;

  roster_people_reader_add_text (people, "ada@x.org");
  none = roster_people_find_problem (people);
  g_assert_null (none);
  roster_people_reader_add_text (people, "\nsee bob@x.org");
  problem = roster_people_find_problem (people);
  g_assert_nonnull (strstr (problem, "see bob@x.org"));
  g_assert_nonnull (strstr (problem, "2"));
}

static void
test_key (void)
{
  const char *const same[][2] = {
    { "a@x.org", "A@X.Org" },
    { "a@x.org", " a@x.org\u00a0" },
    { "a@x.org", "\u202aa@x.org\u202c" },
    { "j\u00f6rg@x.org", "jo\u0308rg@x.org" },
    { "J\u00d6RG@x.org", "jo\u0308rg@x.org" },
    { "a@b\u00fccher.example", "a@xn--bcher-kva.example" },
    { "a@B\u00dcCHER.example", "A@XN--BCHER-KVA.example" },
  };
  const char *const other[][2] = {
    { "strasse@x.org", "stra\u00dfe@x.org" },
    { "a@x.org", "a@x.com" },
    { "i@x.org", "ı@x.org" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *one = roster_address_key (same[i][0]);
      g_autofree char *two = roster_address_key (same[i][1]);

      g_assert_cmpstr (one, ==, two);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    {
      g_autofree char *one = roster_address_key (other[i][0]);
      g_autofree char *two = roster_address_key (other[i][1]);

      g_assert_cmpstr (one, !=, two);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/people/read/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_read);
    }
  g_test_add_func ("/people/arguments", test_arguments);
  g_test_add_func ("/people/problem", test_problem);
  g_test_add_func ("/people/key", test_key);
  return g_test_run ();
}
