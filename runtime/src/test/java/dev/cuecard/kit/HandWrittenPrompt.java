package dev.cuecard.kit;

import dev.cuecard.Connection;
import dev.cuecard.PromptClient;
import dev.cuecard.PromptInfo;
import dev.cuecard.TemplateSyntax;
import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.message.Message;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.openai.OpenAiChunk;
import java.util.List;

/** A prompt as the processor would write it. */
public final class HandWrittenPrompt extends TypedPrompt<OpenAiChunk> {

    private static final PromptInfo INFO = new PromptInfo(
            "Greeting", "openai:gpt-4o-mini", TemplateSyntax.BRACES, "Say hello.", CallOptions.defaults());

    private final List<Message> messages;

    private HandWrittenPrompt(Binding<OpenAiChunk> binding, List<Message> messages) {
        super(binding);
        this.messages = messages;
    }

    /** Says hello over a client. */
    public static HandWrittenPrompt with(PromptClient client) {
        return with(client, CallOptions.defaults());
    }

    /** Says hello over a client, with options. */
    public static HandWrittenPrompt with(PromptClient client, CallOptions options) {
        return with(client, options, List.of(Message.user("Say hello.")));
    }

    /** Sends messages over a client, with options. */
    public static HandWrittenPrompt with(PromptClient client, CallOptions options, List<Message> messages) {
        Binding<OpenAiChunk> binding = new Binding<>(INFO, OpenAi.model("gpt-4o-mini"));
        return new HandWrittenPrompt(binding.with(client).with(options), messages);
    }

    /** Says hello as the prompt of a file that says how its provider is reached. */
    public static HandWrittenPrompt connected(
            PromptClient client, CallOptions options, Model<OpenAiChunk> model, Connection connection) {
        Binding<OpenAiChunk> binding = new Binding<>(INFO, model, connection);
        return new HandWrittenPrompt(binding.with(client).with(options), List.of(Message.user("Say hello.")));
    }

    /** A client that finds OpenAI at a server of the test's. */
    public static PromptClient.Builder clientOf(ScriptedServer server) {
        return PromptClient.builder().baseUrl("openai", server.url()).apiKey("openai", "sk-test-0123456789");
    }

    @Override
    public List<Message> render() {
        return messages;
    }
}
