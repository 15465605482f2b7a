/** Input that nobody would write on purpose, and some that people do. */
@NullMarked
package dev.cuecard.processor.robustness;

import org.jspecify.annotations.NullMarked;
