#ifndef CRE2SHIM_H
#define CRE2SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled pattern; safe to use from several threads.
typedef struct cre2_pattern cre2_pattern;

/// Compiles a pattern. On failure returns null and writes a null-terminated message.
cre2_pattern *_Nullable cre2_compile(const char *_Nullable pattern, size_t length,
                                     int64_t max_memory, char *_Nonnull error,
                                     size_t error_size);

void cre2_free(cre2_pattern *_Nonnull pattern);

/// Whether the pattern matches anywhere in the text.
bool cre2_matches(const cre2_pattern *_Nonnull pattern, const char *_Nullable text,
                  size_t length);

#ifdef __cplusplus
}
#endif

#endif
