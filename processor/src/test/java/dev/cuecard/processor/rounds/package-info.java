/** How the processor lives with others: rounds, wrapped environments, build tools, the packaged jar. */
@NullMarked
package dev.cuecard.processor.rounds;

import org.jspecify.annotations.NullMarked;
