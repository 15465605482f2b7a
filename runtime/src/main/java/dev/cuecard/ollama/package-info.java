/** Ollama's own chat protocol. */
@NullMarked
package dev.cuecard.ollama;

import org.jspecify.annotations.NullMarked;
