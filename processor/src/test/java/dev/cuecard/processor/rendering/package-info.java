/** What templates become when they are rendered. */
@NullMarked
package dev.cuecard.processor.rendering;

import org.jspecify.annotations.NullMarked;
