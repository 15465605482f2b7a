/** What the compiler says of prompts that are wrong: ids, places, words. */
@NullMarked
package dev.cuecard.processor.reporting;

import org.jspecify.annotations.NullMarked;
