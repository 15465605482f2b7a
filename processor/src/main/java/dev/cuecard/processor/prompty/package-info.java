/** Reads {@code .prompty} files for {@code read}: text in, a model of the file and its faults out. */
@NullMarked
package dev.cuecard.processor.prompty;

import org.jspecify.annotations.NullMarked;
