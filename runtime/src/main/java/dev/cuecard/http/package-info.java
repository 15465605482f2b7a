/** The connection to a provider: requests, answers, and the readers that cut an answer into events. */
@NullMarked
package dev.cuecard.http;

import org.jspecify.annotations.NullMarked;
