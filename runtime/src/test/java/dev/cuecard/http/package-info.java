/** Tests of the connection and of the readers, over real sockets. */
@NullMarked
package dev.cuecard.http;

import org.jspecify.annotations.NullMarked;
