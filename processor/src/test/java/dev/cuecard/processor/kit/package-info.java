/** What the processor's tests are written with: projects, two compilers, diagnostics, and the classes that come out. */
@NullMarked
package dev.cuecard.processor.kit;

import org.jspecify.annotations.NullMarked;
