/**
 * What the providers' protocols have in common below their own words: reading JSON that keeps to no letter, the errors that
 * servers answer with, the fields that a caller adds. Not exported: a provider from outside needs none of it.
 */
@NullMarked
package dev.cuecard.wire;

import org.jspecify.annotations.NullMarked;
