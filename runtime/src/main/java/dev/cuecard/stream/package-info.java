/** Chunks, streams, their endings and their results. */
@NullMarked
package dev.cuecard.stream;

import org.jspecify.annotations.NullMarked;
