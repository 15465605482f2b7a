package dev.cuecard.message;

import java.util.Objects;

/**
 * The outcome of a tool call, sent back to the model.
 *
 * @param id the id of the call that it answers, empty where the provider gave none
 * @param name the tool's name
 * @param content what the tool returned
 */
public record ToolResult(String id, String name, String content) implements Part {

    /** Makes a result. */
    public ToolResult {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(content, "content");
    }
}
