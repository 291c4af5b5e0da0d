#include "CRE2Shim.h"

#if !__has_include(<re2/re2.h>)
#error "RE2 is missing: install libre2-dev and pkg-config (apt) or re2 and pkg-config (brew), then build again"
#endif
#include <re2/re2.h>

#include <cstring>
#include <new>

struct cre2_pattern {
  cre2_pattern(const re2::StringPiece &text, const RE2::Options &options)
      : expression(text, options) {}
  RE2 expression;
};

cre2_pattern *cre2_compile(const char *pattern, size_t length, int64_t max_memory, char *error,
                           size_t error_size) {
  RE2::Options options(RE2::Quiet);
  options.set_max_mem(max_memory);
  auto *result =
      new (std::nothrow) cre2_pattern(re2::StringPiece(pattern, length), options);
  if (result != nullptr && result->expression.ok()) return result;
  const char *message = result != nullptr ? result->expression.error().c_str() : "out of memory";
  if (error_size > 0) {
    std::strncpy(error, message, error_size - 1);
    error[error_size - 1] = 0;
  }
  delete result;
  return nullptr;
}

void cre2_free(cre2_pattern *pattern) { delete pattern; }

bool cre2_matches(const cre2_pattern *pattern, const char *text, size_t length) {
  return RE2::PartialMatch(re2::StringPiece(text, length), pattern->expression);
}
