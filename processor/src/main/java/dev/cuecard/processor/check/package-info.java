/** The third phase: the syntax tree against the Java types, which yields problems and a typed tree. */
@NullMarked
package dev.cuecard.processor.check;

import org.jspecify.annotations.NullMarked;
