package dev.cuecard.anthropic;

import dev.cuecard.call.Model;
import dev.cuecard.provider.Provider;

/**
 * Makes models that are asked over Anthropic's Messages protocol.
 *
 * <p>The key is taken from {@code ANTHROPIC_API_KEY}, the base URL from {@code ANTHROPIC_BASE_URL}.
 *
 * <p>How a conversation is sent:
 *
 * <ul>
 *   <li>The texts of all system and developer messages, wherever they stand, become the {@code system} prompt, with a blank
 *       line between one and the next.
 *   <li>Outcomes of tools become the beginning of the user's next turn, all those that follow one another in one turn.
 *   <li>Blank texts, which the API refuses, are left out, and so is a message in which nothing else is left.
 *   <li>The API has no seed: a call that sets one is refused.
 * </ul>
 *
 * <p>What else the API takes goes into the call's extra fields: {@code tools}, {@code tool_choice}, {@code thinking},
 * {@code metadata}. One of them is not sent in the body: {@code anthropic_beta}, a JSON text or an array of texts, names beta
 * features and becomes the header {@code anthropic-beta}.
 *
 * <pre>{@code
 * CallOptions.defaults()
 *     .maxTokens(16_000)
 *     .extra("thinking", "{\"type\": \"enabled\", \"budget_tokens\": 8000}")
 *     .extra("anthropic_beta", "[\"interleaved-thinking-2025-05-14\"]");
 * }</pre>
 *
 * <p>The blocks of thinking that the model signed are in the {@code message()} of a result. Appended to the conversation they
 * go back with the turn, which the API asks for where the model called a tool.
 *
 * @see <a href="https://docs.claude.com/en/api/messages">Anthropic API reference, Messages</a>
 */
public final class Anthropic {

    /**
     * The most tokens of a reply where neither the call's options nor an extra field {@code max_tokens} say how many: the API
     * wants to be told. Every model takes as many. Thinking counts, so a budget for it needs more.
     */
    public static final int DEFAULT_MAX_TOKENS = 4096;

    private static final AnthropicProvider PROVIDER = new AnthropicProvider();

    private Anthropic() {}

    /**
     * Makes a model.
     *
     * @param name the model's name, {@code "claude-sonnet-4-5"} for one
     * @return the model
     */
    public static Model<AnthropicChunk> model(String name) {
        return PROVIDER.model(name);
    }

    /**
     * Returns Anthropic.
     *
     * @return the provider, named {@code anthropic}
     */
    public static Provider<AnthropicChunk> provider() {
        return PROVIDER;
    }
}
