/** Programs to run and to copy from: one prompt, called in every way. */
@NullMarked
package dev.cuecard.examples;

import org.jspecify.annotations.NullMarked;
