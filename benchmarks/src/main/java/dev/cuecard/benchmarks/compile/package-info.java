/** Compile time: what the processor adds to it. */
@NullMarked
package dev.cuecard.benchmarks.compile;

import org.jspecify.annotations.NullMarked;
