package dev.cuecard.stream;

import java.util.OptionalInt;

/**
 * A fragment of a tool call. Fragments of one call share an index, or an id where the provider sends no index.
 *
 * @param index the call's place among the reply's calls, as sent
 * @param id the call's id, empty in all but the first fragment
 * @param name the tool's name, empty in all but the first fragment
 * @param arguments a piece of the arguments' JSON text, may be empty
 */
public record ToolCallDelta(OptionalInt index, String id, String name, String arguments) {}
