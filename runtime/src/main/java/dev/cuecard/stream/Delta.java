package dev.cuecard.stream;

import dev.cuecard.message.Role;
import java.util.List;
import java.util.Optional;

/**
 * What a chunk adds to a choice. No component is ever null.
 *
 * @param role who speaks, where the chunk says so
 * @param content text, may be empty
 * @param reasoning the model's thinking, may be empty
 * @param refusal text with which the model declines, may be empty
 * @param toolCalls fragments of tool calls, may be empty
 */
public record Delta(
        Optional<Role> role, String content, String reasoning, String refusal, List<ToolCallDelta> toolCalls) {

    /** A delta that adds nothing. */
    public static final Delta EMPTY = new Delta(Optional.empty(), "", "", "", List.of());
}
