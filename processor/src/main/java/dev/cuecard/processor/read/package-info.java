/** The first phase: from the compiler's model of an interface to the declaration of a prompt. */
@NullMarked
package dev.cuecard.processor.read;

import org.jspecify.annotations.NullMarked;
