/** Testing prompts without a network: models that answer from a script. */
@NullMarked
package dev.cuecard.testing;

import org.jspecify.annotations.NullMarked;
