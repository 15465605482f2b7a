/** Spans over the OpenTelemetry API. */
@NullMarked
package dev.cuecard.tracing;

import org.jspecify.annotations.NullMarked;
