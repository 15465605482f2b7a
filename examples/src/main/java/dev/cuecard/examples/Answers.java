package dev.cuecard.examples;

import dev.cuecard.PromptClient;
import dev.cuecard.anthropic.Anthropic;
import dev.cuecard.anthropic.AnthropicChunk;
import dev.cuecard.call.Model;
import dev.cuecard.google.Gemini;
import dev.cuecard.google.GeminiChunk;
import dev.cuecard.ollama.Ollama;
import dev.cuecard.ollama.OllamaChunk;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.Chunk;
import dev.cuecard.testing.ScriptedReply;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decides who answers the examples: a provider whose key is set, Ollama where it runs on this machine, else a script that
 * needs neither key nor network. Each choice is told in a line.
 */
final class Answers {

    private final Map<String, String> environment;
    private final Supplier<PromptClient> live;
    private final ScriptedReply script;
    private final Function<ScriptedReply, PromptClient> offline;
    private final Consumer<String> told;

    /**
     * Makes the choice depend on an environment.
     *
     * @param environment its variables
     * @param live makes the calls to real providers
     * @param script answers where no provider can
     * @param told is told each choice
     */
    Answers(Map<String, String> environment, Supplier<PromptClient> live, ScriptedReply script, Consumer<String> told) {
        this(environment, live, script, reply -> reply.client(), told);
    }

    private Answers(
            Map<String, String> environment,
            Supplier<PromptClient> live,
            ScriptedReply script,
            Function<ScriptedReply, PromptClient> offline,
            Consumer<String> told) {
        this.environment = environment;
        this.live = live;
        this.script = script;
        this.offline = offline;
        this.told = told;
    }

    /** The same choice, with a script that loses the connection after so many chunks; a provider does not lose it. */
    Answers breakingOffAfter(int chunks) {
        return new Answers(environment, live, script.failingAfter(chunks), offline, told);
    }

    /** The same choice, with clients whose spans go to an OpenTelemetry of the caller's. */
    Answers tracedBy(OpenTelemetry openTelemetry) {
        return new Answers(
                environment,
                () -> PromptClient.builder().openTelemetry(openTelemetry).build(),
                script,
                reply -> reply.clientBuilder().openTelemetry(openTelemetry).build(),
                told);
    }

    /** Whoever can answer: the first provider whose key is set, then a local Ollama, then the script. */
    Answer<?> any() {
        Answer<?> chosen = keyed(openAiModel(), "OPENAI_API_KEY")
                .<Answer<?>>map(answer -> answer)
                .or(() -> keyed(anthropicModel(), "ANTHROPIC_API_KEY"))
                .or(() -> keyed(geminiModel(), "GEMINI_API_KEY", "GOOGLE_API_KEY"))
                .or(this::local)
                .orElseGet(() -> scripted(
                        openAiModel(),
                        "set OPENAI_API_KEY, ANTHROPIC_API_KEY or GEMINI_API_KEY, or start Ollama, to ask a model"));
        return tell(chosen);
    }

    /** OpenAI, or the script in OpenAI's wire format. */
    Answer<OpenAiChunk> openAi() {
        return tell(keyed(openAiModel(), "OPENAI_API_KEY")
                .orElseGet(() -> scripted(openAiModel(), "set OPENAI_API_KEY to ask OpenAI")));
    }

    /** Anthropic, or the script in Anthropic's wire format. */
    Answer<AnthropicChunk> anthropic() {
        return tell(keyed(anthropicModel(), "ANTHROPIC_API_KEY")
                .orElseGet(() -> scripted(anthropicModel(), "set ANTHROPIC_API_KEY to ask Anthropic")));
    }

    /** Google, or the script in Google's wire format. */
    Answer<GeminiChunk> gemini() {
        return tell(keyed(geminiModel(), "GEMINI_API_KEY", "GOOGLE_API_KEY")
                .orElseGet(() -> scripted(geminiModel(), "set GEMINI_API_KEY to ask Google")));
    }

    /** Ollama on this machine, or the script in Ollama's wire format. */
    Answer<OllamaChunk> ollama() {
        return tell(
                local().orElseGet(() -> scripted(Ollama.model("llama3.2"), "start Ollama and pull a model to ask it")));
    }

    private static Model<OpenAiChunk> openAiModel() {
        return OpenAi.model("gpt-4o-mini");
    }

    private static Model<AnthropicChunk> anthropicModel() {
        return Anthropic.model("claude-sonnet-4-5");
    }

    private static Model<GeminiChunk> geminiModel() {
        return Gemini.model("gemini-2.5-flash");
    }

    private <C extends Chunk> Optional<Answer<C>> keyed(Model<C> model, String... variables) {
        return List.of(variables).stream()
                .filter(variable -> !environment.getOrDefault(variable, "").isBlank())
                .findFirst()
                .map(variable -> new Answer<>(
                        live.get(),
                        model,
                        model + " answers, with your " + variable + "; unset it for a scripted reply."));
    }

    private Optional<Answer<OllamaChunk>> local() {
        return LocalOllama.firstModel(environment.getOrDefault("OLLAMA_HOST", ""))
                .map(Ollama::model)
                .map(model -> new Answer<>(
                        live.get(), model, model + " answers, on this machine; stop Ollama for a scripted reply."));
    }

    private <C extends Chunk> Answer<C> scripted(Model<C> model, String instead) {
        return new Answer<>(
                offline.apply(script),
                model,
                "A scripted reply in the format of " + model.provider() + ", the same for every ingredient; " + instead
                        + " instead.");
    }

    private <A extends Answer<?>> A tell(A answer) {
        told.accept(answer.description());
        return answer;
    }
}
