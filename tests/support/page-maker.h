/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Pages of members by chance: the same for the same seed. */

GString *page_maker_make (GRand *random);
void page_maker_break (GRand *random, GString *page);
