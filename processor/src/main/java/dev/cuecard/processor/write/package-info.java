/** The last phase: from the typed tree to Java source. The only room that knows JavaPoet. */
@NullMarked
package dev.cuecard.processor.write;

import org.jspecify.annotations.NullMarked;
