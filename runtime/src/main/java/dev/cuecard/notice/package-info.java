/** Tells a user whose build does not run the annotation processor that it does not. */
@NullMarked
package dev.cuecard.notice;

import org.jspecify.annotations.NullMarked;
