/** Anthropic's Messages protocol. Begin with {@link dev.cuecard.anthropic.Anthropic}. */
@NullMarked
package dev.cuecard.anthropic;

import org.jspecify.annotations.NullMarked;
