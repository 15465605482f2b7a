/** Where things are written: the files, lines and columns that a message points at. */
@NullMarked
package dev.cuecard.processor.source;

import org.jspecify.annotations.NullMarked;
