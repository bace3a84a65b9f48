/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the leak sanitizer is to pass over in a test: the leaks of libraries, which are far down the
 * stack. */
#pragma once

const char *__asan_default_options (void);
const char *__lsan_default_suppressions (void);
