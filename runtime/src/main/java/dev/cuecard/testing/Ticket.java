package dev.cuecard.testing;

import dev.cuecard.provider.MockWriter;
import dev.cuecard.provider.WireRequest.Framing;

/**
 * What is known of a request where it is written, for where it is answered.
 *
 * @param request what is asked
 * @param framing how the answer is to be cut into events
 * @param writer writes the format of the provider that asks
 */
record Ticket(MockRequest request, Framing framing, MockWriter writer) {}
