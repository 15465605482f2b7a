/** What the measurements share, and the program that runs them. */
@NullMarked
package dev.cuecard.benchmarks;

import org.jspecify.annotations.NullMarked;
