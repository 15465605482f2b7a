/** The annotation processor: it checks the templates of prompts and writes their implementations. */
@NullMarked
package dev.cuecard.processor;

import org.jspecify.annotations.NullMarked;
