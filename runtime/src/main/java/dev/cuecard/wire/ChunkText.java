package dev.cuecard.wire;

import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.Delta;

/** Shows a chunk in a line: what every provider's chunk gives as its {@code toString}. */
public final class ChunkText {

    private ChunkText() {}

    /**
     * Shows the choices and the usage, as far as the chunk has them.
     *
     * @param chunk the chunk
     * @param label what kind it is, or empty
     * @return its class's simple name with what it holds in brackets
     */
    public static String of(Chunk chunk, String label) {
        StringBuilder text = new StringBuilder(chunk.getClass().getSimpleName()).append('[');
        if (!label.isEmpty()) {
            text.append(label).append(", ");
        }
        for (Choice choice : chunk.choices()) {
            show(text, chunk.choices().size() > 1 ? choice.index() + ": " : "", choice);
        }
        chunk.usage().ifPresent(counted -> text.append(counted).append(", "));
        if (!chunk.model().isEmpty()) {
            text.append("model ").append(chunk.model()).append(", ");
        }
        if (text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 2);
        }
        return text.append(']').toString();
    }

    private static void show(StringBuilder text, String label, Choice choice) {
        Delta delta = choice.delta();
        text.append(label).append('"').append(delta.content()).append("\", ");
        if (!delta.reasoning().isEmpty()) {
            text.append("reasoning \"").append(delta.reasoning()).append("\", ");
        }
        if (!delta.refusal().isEmpty()) {
            text.append("refusal \"").append(delta.refusal()).append("\", ");
        }
        if (!delta.toolCalls().isEmpty()) {
            text.append(delta.toolCalls()).append(", ");
        }
        choice.finishReason()
                .ifPresent(reason ->
                        text.append("finish reason ").append(reason.raw()).append(", "));
    }
}
