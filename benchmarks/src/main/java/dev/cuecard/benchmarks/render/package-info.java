/** Rendering: one prompt, by many hands. */
@NullMarked
package dev.cuecard.benchmarks.render;

import org.jspecify.annotations.NullMarked;
