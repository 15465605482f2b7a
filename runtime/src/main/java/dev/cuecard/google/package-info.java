/** Google's Gemini models, over the {@code generateContent} protocol. */
@NullMarked
package dev.cuecard.google;

import org.jspecify.annotations.NullMarked;
