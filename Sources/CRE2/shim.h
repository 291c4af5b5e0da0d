// RE2 is C++; CRE2Shim includes its header and offers functions in C.
