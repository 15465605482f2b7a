/** Prompts in {@code .prompty} files, from the file to the call. */
@NullMarked
package dev.cuecard.processor.prompts;

import org.jspecify.annotations.NullMarked;
