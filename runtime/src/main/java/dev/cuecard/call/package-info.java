/** What a call is made with: a model, its options, deadlines and retries. */
@NullMarked
package dev.cuecard.call;

import org.jspecify.annotations.NullMarked;
