/** What can go wrong before and during a call. */
@NullMarked
package dev.cuecard.error;

import org.jspecify.annotations.NullMarked;
