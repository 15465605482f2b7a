package dev.cuecard.processor.generating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.PromptInfo;
import dev.cuecard.TemplateSyntax;
import dev.cuecard.call.CallOptions;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a prompt is bound to: its description, its model and its options. */
class BindingTest {

    private static final String JOKE = """
            package demo;

            @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "\\n  A joke about {x}\\n")
            public interface Joke {
                String x();
            }
            """;

    @OnEveryCompiler
    void info_says_what_the_annotation_says(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        public class Jokes {
                            @dev.cuecard.Prompt(
                                    model = "openai:gpt-4o",
                                    template = "\\n  A joke about {x}\\n",
                                    temperature = 0.5,
                                    topP = 1,
                                    maxTokens = 100,
                                    seed = -1,
                                    stop = {"END", "\\n\\""},
                                    extra = {"user=\\"ann\\"", "logit_bias={\\"50256\\": -100}", "n=1"})
                            public interface Joke {
                                String x();
                            }
                        }
                        """);

        assertThat(project.evaluate("Jokes_JokePrompt.of(\"\").info()"))
                .isEqualTo(new PromptInfo(
                        "Jokes.Joke",
                        "openai:gpt-4o",
                        TemplateSyntax.BRACES,
                        "\n  A joke about {x}\n",
                        CallOptions.defaults()
                                .temperature(0.5)
                                .topP(1)
                                .maxTokens(100)
                                .seed(-1)
                                .stop("END", "\n\"")
                                .extra("user", "\"ann\"")
                                .extra("logit_bias", "{\"50256\": -100}")
                                .extra("n", "1")));
    }

    @OnEveryCompiler
    void options_that_are_not_set_are_not_in_info(TestedCompiler compiler) {
        assertThat(joke(compiler).evaluate("JokePrompt.of(\"\").info().options()"))
                .isEqualTo(CallOptions.defaults());
    }

    @OnEveryCompiler
    void with_returns_the_same_type(TestedCompiler compiler) {
        assertThat(joke(compiler)
                        .evaluate(
                                "java.util.stream.Stream.of(JokePrompt.of(\"a\").with(CallOptions.defaults().seed(1)))"
                                        + ".<JokePrompt>map(p -> p.with(CallOptions.defaults().maxTokens(5)))"
                                        + ".map(JokePrompt::x).findFirst().get()"))
                .isEqualTo("a");
    }

    @OnEveryCompiler
    void a_prompt_is_a_typed_prompt_of_its_providers_chunk(TestedCompiler compiler) {
        assertThat(joke(compiler)
                        .evaluate("List.<TypedPrompt<OpenAiChunk>>of(JokePrompt.of(\"a\"), JokePrompt.of(\"a\")"
                                + ".on(OpenAi.model(\"groq\", "
                                + "\"llama\"))).stream().map(TypedPrompt::render).distinct().count()"))
                .isEqualTo(1L);
    }

    @OnEveryCompiler
    void another_model_makes_another_prompt(TestedCompiler compiler) {
        assertThat(joke(compiler)
                        .evaluate("List.of(JokePrompt.of(\"a\").on(OpenAi.model(\"gpt-4o\")).equals("
                                + "JokePrompt.of(\"a\").on(OpenAi.model(\"gpt-5\"))), JokePrompt.of(\"a\")"
                                + ".on(OpenAi.model(\"gpt-5\")).toString())"))
                .isEqualTo(List.of(false, "JokePrompt[x=a] on openai:gpt-5"));
    }

    @OnEveryCompiler
    void an_interface_may_be_held_as_what_it_streams(TestedCompiler compiler) {
        Project project =
                Project.on(compiler).source("""
                        package demo;

                        import dev.cuecard.*;
                        import dev.cuecard.openai.OpenAiChunk;

                        @Prompt(model = "groq:llama", template = "hi {x}")
                        public interface Held extends Named, Streaming<OpenAiChunk> {}
                        """).source("package demo;\npublic interface Named { String x(); }");

        assertThat(project.evaluate(
                        "java.util.stream.Stream.<Held>of(HeldPrompt.of(\"a\")).map(Held::x).findFirst().get()"))
                .isEqualTo("a");
    }

    @OnEveryCompiler
    void streaming_may_come_from_a_supertype_with_its_own_type_variable(TestedCompiler compiler) {
        Project project = Project.on(compiler)
                .source("package demo;\npublic interface Base<C extends dev.cuecard.stream.Chunk>"
                        + " extends dev.cuecard.Streaming<C> { String x(); }")
                .source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "gpt-4o", template = "hi {x}")
                        public interface Held extends Base<dev.cuecard.openai.OpenAiChunk> {}
                        """);

        assertThat(project.evaluate("HeldPrompt.of(\"a\").info().model()")).isEqualTo("openai:gpt-4o");
    }

    @OnEveryCompiler
    void the_model_string_tells_provider_and_name(TestedCompiler compiler) {
        assertThat(modelOf(compiler, "gpt-4o-mini")).isEqualTo("openai:gpt-4o-mini");
        assertThat(modelOf(compiler, "chatgpt-4o-latest")).isEqualTo("openai:chatgpt-4o-latest");
        assertThat(modelOf(compiler, "o1")).isEqualTo("openai:o1");
        assertThat(modelOf(compiler, "o3-mini")).isEqualTo("openai:o3-mini");
        assertThat(modelOf(compiler, "o4-mini")).isEqualTo("openai:o4-mini");
        assertThat(modelOf(compiler, "openrouter:meta/llama-3:free")).isEqualTo("openrouter:meta/llama-3:free");
    }

    @OnEveryCompiler
    void presets_and_named_servers_stream_openais_chunks(TestedCompiler compiler) {
        Project project = Project.on(compiler).options("-Acuecard.openAiCompatible=mine, yours");
        StringBuilder models = new StringBuilder("List.<TypedPrompt<OpenAiChunk>>of(");
        List<String> names = List.of(
                "azure",
                "deepseek",
                "groq",
                "mistral",
                "openrouter",
                "together",
                "xai",
                "vllm",
                "lmstudio",
                "llamacpp",
                "mine",
                "yours");
        for (String name : names) {
            String type = "Of" + name;
            project.source("package demo;\n@dev.cuecard.Prompt(model = \"" + name
                    + ":m\", template = \"hi\")\npublic interface " + type + " {}\n");
            models.append(type).append("Prompt.of()").append(name.equals("yours") ? ")" : ", ");
        }

        assertThat(project.evaluate(models + ".stream().map(p -> p.info().model()).toList()"))
                .isEqualTo(names.stream().map(name -> name + ":m").toList());
    }

    @OnEveryCompiler
    void the_chunk_follows_the_provider(TestedCompiler compiler) {
        for (Map.Entry<String, String> each : Map.of(
                        "openai:gpt-4o", "dev.cuecard.openai.OpenAiChunk",
                        "groq:llama-x", "dev.cuecard.openai.OpenAiChunk",
                        "anthropic:claude-x", "dev.cuecard.anthropic.AnthropicChunk",
                        "google:gemini-x", "dev.cuecard.google.GeminiChunk",
                        "ollama:llama3.2:1b", "dev.cuecard.ollama.OllamaChunk")
                .entrySet()) {
            Project project = Project.on(compiler).source(JOKE.replace("openai:gpt-4o", each.getKey()));

            assertThat(project.evaluate("List.<TypedPrompt<" + each.getValue() + ">>of(JokePrompt.of(\"a\"))"
                            + ".get(0).info().model()"))
                    .isEqualTo(each.getKey());
        }
    }

    @OnEveryCompiler
    void the_same_prompt_runs_on_every_provider(TestedCompiler compiler) {
        for (String model : new String[] {"openai:gpt-4o", "anthropic:claude-x", "google:gemini-x", "ollama:llama"}) {
            Project changed = Project.on(compiler).source(JOKE.replace("openai:gpt-4o", model));
            assertThat(changed.evaluate("JokePrompt.of(\"a\").with(dev.cuecard.testing.MockModel"
                            + ".streaming(\"Ha ha\").client()).stream().collect().text()"))
                    .isEqualTo("Ha ha");
        }
        for (String model : new String[] {
            "dev.cuecard.openai.OpenAi.model(\"groq\", \"x\")",
            "dev.cuecard.anthropic.Anthropic.model(\"x\")",
            "dev.cuecard.google.Gemini.model(\"x\")",
            "dev.cuecard.ollama.Ollama.model(\"x\")"
        }) {
            assertThat(joke(compiler)
                            .evaluate("JokePrompt.of(\"a\").with(dev.cuecard.testing.MockModel"
                                    + ".streaming(\"Ha ha\").client()).on(" + model + ").stream().collect().text()"))
                    .isEqualTo("Ha ha");
        }
    }

    private static Object modelOf(TestedCompiler compiler, String model) {
        Project project = Project.on(compiler).source(JOKE.replace("openai:gpt-4o", model));
        return Objects.requireNonNull(project.evaluate("JokePrompt.of(\"\").info().model()"));
    }

    private static Project joke(TestedCompiler compiler) {
        return Project.on(compiler).source(JOKE);
    }
}
