package dev.cuecard.faults;

/** How a body is set apart from what follows it on its connection. */
enum Transport {
    CHUNKED,
    /** With a Content-Length. */
    LENGTH,
    /** As HTTP/1.0 does: the end of the connection is the end of the body. */
    UNTIL_CLOSE,
    /** Chunked, and compressed although nobody asked for it; each event can be inflated when it is there. */
    GZIP
}
