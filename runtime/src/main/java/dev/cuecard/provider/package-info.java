/** The SPI that a provider implements. */
@NullMarked
package dev.cuecard.provider;

import org.jspecify.annotations.NullMarked;
