/** What the tests of the runtime share: a server that follows a script, and a prompt written by hand. */
@NullMarked
package dev.cuecard.kit;

import org.jspecify.annotations.NullMarked;
