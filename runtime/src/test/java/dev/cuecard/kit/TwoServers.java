package dev.cuecard.kit;

import dev.cuecard.PromptClient;
import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.openai.OpenAiChunk;

/**
 * Two servers of OpenAI's protocol: {@code first}, whose model {@code a} is asked, and {@code second}, whose model {@code b}
 * stands in for it.
 */
public final class TwoServers implements AutoCloseable {

    private final ScriptedServer first;
    private final ScriptedServer second;

    private TwoServers(ScriptedServer first, ScriptedServer second) {
        this.first = first;
        this.second = second;
    }

    public static TwoServers answering(Script ofFirst, Script ofSecond) {
        return new TwoServers(ScriptedServer.answering(ofFirst), ScriptedServer.answering(ofSecond));
    }

    public static TwoServers of(ScriptedServer first, ScriptedServer second) {
        return new TwoServers(first, second);
    }

    public ScriptedServer first() {
        return first;
    }

    public ScriptedServer second() {
        return second;
    }

    /** A client that knows both, without fallback. */
    public PromptClient.Builder client() {
        return PromptClient.builder()
                .openAiCompatible("first", first.url(), "")
                .openAiCompatible("second", second.url(), "");
    }

    /** A prompt of the first. */
    public static TypedPrompt<OpenAiChunk> prompt(PromptClient client, CallOptions options) {
        return HandWrittenPrompt.with(client, options).on(OpenAi.model("first", "a"));
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
