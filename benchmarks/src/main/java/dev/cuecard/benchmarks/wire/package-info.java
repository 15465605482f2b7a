/** From the bytes of a body to chunks, without a connection. */
@NullMarked
package dev.cuecard.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
