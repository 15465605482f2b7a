/** The turns of a conversation and what they hold. */
@NullMarked
package dev.cuecard.message;

import org.jspecify.annotations.NullMarked;
