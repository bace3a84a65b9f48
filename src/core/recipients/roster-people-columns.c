/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns of tables of people are called. */

#include "core/recipients/roster-people-columns.h"

#include <string.h>

typedef struct
{
  RosterPeopleColumn column;
  const char *names; /* apart by blanks, each without its own blanks */
} Names;

static const Names table[] = {
  { ROSTER_PEOPLE_COLUMN_ADDRESS,
    "email mail emails emailaddress emailaddresses mailaddress emailid workemail workemailaddress "
    "workmail primaryemail primaryemailaddress primarysmtpaddress smtpaddress businessemail "
    "businessemailaddress companyemail corporateemail officeemail useremail useremailaddress "
    "memberemail emailwork emailprimary emailbusiness profileemail email1value" },
  { ROSTER_PEOPLE_COLUMN_ADDRESS,
    "emailadresse emailadressen mailadresse epost epostadresse emailanschrift "
    "geschäftlicheemail geschäftlicheemailadresse dienstlicheemail dienstlicheemailadresse "
    "firmenemail emailgeschäftlich emaildienstlich primäreemailadresse" },
  { ROSTER_PEOPLE_COLUMN_ADDRESS,
    "adresseemail adressemail adressesemail courriel courriels adressecourriel adressedecourriel "
    "adresseélectronique adressedecourrierélectronique adressedemessagerie mél "
    "courrielprofessionnel emailprofessionnel adresseemailprofessionnelle emailpro" },
  { ROSTER_PEOPLE_COLUMN_ADDRESS,
    "correo correos correoelectrónico direccióndecorreo direccióndecorreoelectrónico "
    "direccióndeemail direcciónemail correocorporativo correodetrabajo correodeltrabajo "
    "emailcorporativo emaildetrabajo" },
  { ROSTER_PEOPLE_COLUMN_ADDRESS,
    "correioeletrônico correioeletrónico correioelectrónico endereçodeemail endereçoemail "
    "endereçodecorreioeletrônico endereçoeletrônico emaildotrabalho emaildetrabalho "
    "emailprofissional" },
  { ROSTER_PEOPLE_COLUMN_ADDRESS,
    "メール メールアドレス eメール eメールアドレス 電子メール 電子メールアドレス 電子メイル "
    "emailアドレス mailアドレス 会社メール 会社メールアドレス 仕事用メール 勤務先メール "
    "勤務先メールアドレス" },
  { ROSTER_PEOPLE_COLUMN_ADDRESS,
    "البريدالإلكتروني بريدإلكتروني البريدالالكترونى بريدالكترونى البريد الإيميل إيميل "
    "عنوانالبريدالإلكتروني عنوانالبريدالالكترونى عنوانالبريد عنوانبريدإلكتروني "
    "البريدالإلكترونيللعمل بريدالعمل" },
  { ROSTER_PEOPLE_COLUMN_SIGN_IN_NAME,
    "userprincipalname upn login profilelogin username userlogin signinname loginname account "
    "benutzername "
    "anmeldename benutzerprinzipalname nomdutilisateur identifiant nomdutilisateurprincipal "
    "usuario "
    "nombredeusuario nombreprincipaldeusuario usuário nomedeusuário nomeprincipaldousuário "
    "ユーザー名 ユーザープリンシパル名 ログイン اسمالمستخدم" },
  { ROSTER_PEOPLE_COLUMN_ID,
    "id userid benutzerid nutzerid memberid iddutilisateur idutilisateur iddeusuario idusuario "
    "iddousuário ユーザーid معرفالمستخدم المعرف" },
  { ROSTER_PEOPLE_COLUMN_NAME,
    "name fullname displayname membername person vollername vollständigername anzeigename nom "
    "nomcomplet nomaffiché nombre nombrecompleto nombreparamostrar nome nomecompleto "
    "nomedeexibição 名前 氏名 表示名 フルネーム الاسم الاسمالكامل اسمالعرض" },
  { ROSTER_PEOPLE_COLUMN_FIRST_NAME,
    "firstname givenname forename vorname prénom nombredepila primeironome 名 الاسمالأول" },
  { ROSTER_PEOPLE_COLUMN_LAST_NAME,
    "lastname surname familyname nachname familienname nomdefamille apellido apellidos sobrenome "
    "últimonome 姓 苗字 اسمالعائلة" },
  { ROSTER_PEOPLE_COLUMN_ROLE,
    "role userrole memberrole rolle rôle rol papel função perfil 役割 ロール 権限 الدور دور" },
};

/* Only the letters and digits, in small letters and without accents; nothing of [Required]. */
static char *
fold (const char *text, gssize length)
{
  g_autofree char *apart = g_utf8_normalize (text, length, G_NORMALIZE_ALL);
  g_autofree char *folded = apart != NULL ? g_utf8_casefold (apart, -1) : g_strdup ("");
  GString *letters = g_string_new (NULL);
  guint depth = 0;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      depth += c == '[';
      if (depth == 0 && g_unichar_isalnum (c))
        g_string_append_unichar (letters, c);
      depth -= c == ']' && depth > 0;
    }

  return g_string_free (letters, FALSE);
}

static gpointer
make_index (gpointer data)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_auto (GStrv) names = g_strsplit (table[i].names, " ", -1);

      for (char **name = names; *name != NULL; name++)
        g_hash_table_insert (index, fold (*name, -1), GUINT_TO_POINTER (table[i].column));
    }

  return index;
}

RosterPeopleColumn
roster_people_columns_identify (const char *header)
{
  static GOnce once = G_ONCE_INIT;
  GHashTable *index = g_once (&once, make_index, NULL);
  g_autofree char *letters = NULL;

  if (strlen (header) > 200)
    return ROSTER_PEOPLE_COLUMN_OTHER;
  letters = fold (header, -1);

  return (RosterPeopleColumn)GPOINTER_TO_UINT (g_hash_table_lookup (index, letters));
}
