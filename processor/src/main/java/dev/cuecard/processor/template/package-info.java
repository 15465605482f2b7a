/** The second phase: from a template's text to a syntax tree that all syntaxes share. */
@NullMarked
package dev.cuecard.processor.template;

import org.jspecify.annotations.NullMarked;
