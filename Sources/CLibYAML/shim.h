#if !__has_include(<yaml.h>)
#error "libyaml is missing: install libyaml-dev and pkg-config (apt) or libyaml and pkg-config (brew), then build again"
#endif
#include <yaml.h>
