/** OpenAI's Chat Completions protocol, and the servers that speak it. */
@NullMarked
package dev.cuecard.openai;

import org.jspecify.annotations.NullMarked;
