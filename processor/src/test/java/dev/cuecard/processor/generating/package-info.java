/** The class that a prompt interface becomes, as a user's code sees it. */
@NullMarked
package dev.cuecard.processor.generating;

import org.jspecify.annotations.NullMarked;
