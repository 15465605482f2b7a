/**
 * Spans and metrics over the OpenTelemetry API. {@link dev.cuecard.tracing.CallTracer} begins a
 * {@link dev.cuecard.tracing.CallSpan} for each call; what may block is done by a
 * {@link dev.cuecard.tracing.TelemetryThread}, and what may throw under a {@link dev.cuecard.tracing.TelemetryGuard}.
 */
@NullMarked
package dev.cuecard.tracing;

import org.jspecify.annotations.NullMarked;
