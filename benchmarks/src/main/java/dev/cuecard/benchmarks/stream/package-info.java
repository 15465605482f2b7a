/** Streams end to end, in Cuecard and in its neighbours. */
@NullMarked
package dev.cuecard.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
