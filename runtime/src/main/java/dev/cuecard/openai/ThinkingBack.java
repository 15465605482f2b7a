package dev.cuecard.openai;

import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.ProviderData;
import dev.cuecard.wire.JsonText;
import java.util.ArrayList;
import java.util.List;

/**
 * In which form a server wants the model's thinking back with a turn in which the model called tools. Some servers answer 400
 * to a conversation that lacks it, others to one that has it.
 */
enum ThinkingBack {
    /** It is not sent back. */
    NONE,

    /**
     * As a text in {@code reasoning_content}.
     *
     * @see <a href="https://api-docs.deepseek.com/guides/thinking_mode">DeepSeek, Thinking Mode, Tool Calls</a>
     */
    CONTENT,

    /**
     * As the objects of {@code reasoning_details} that it came in.
     *
     * @see <a href="https://openrouter.ai/docs/use-cases/reasoning-tokens">OpenRouter, Preserving Reasoning</a>
     */
    DETAILS;

    /** Puts the thinking in front of the turn, where the server wants it: members for the message's JSON object. */
    Message complete(Message turn, String provider, String reasoning, ReasoningDetails.Kept details) {
        if (turn.toolCalls().isEmpty()) {
            return turn;
        }
        String members = switch (this) {
            case NONE -> "";
            case CONTENT -> content(reasoning);
            case DETAILS -> details.json(reasoning);
        };
        if (members.isEmpty()) {
            return turn;
        }
        List<Part> parts = new ArrayList<>(turn.parts().size() + 1);
        parts.add(new ProviderData(provider, members));
        parts.addAll(turn.parts());
        return new Message(turn.role(), parts, turn.name());
    }

    private static String content(String reasoning) {
        return reasoning.isEmpty()
                ? ""
                : JsonText.object(json -> json.writeStringProperty("reasoning_content", reasoning));
    }
}
