package dev.cuecard.processor.prompts;

import static dev.cuecard.processor.prompts.PromptyFile.PLAIN;
import static dev.cuecard.processor.prompts.PromptyFile.project;
import static dev.cuecard.processor.prompts.PromptyFile.prompt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.cuecard.PromptInfo;
import dev.cuecard.TemplateSyntax;
import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.message.Image;
import dev.cuecard.message.Message;
import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.TestedCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a file means, whichever generation it is of: messages, description, options. */
class PromptyMeaningTest {

    private static final String V1 = """
            ---
            name: Weather
            description: Old
            authors:
              - someone
            model:
              api: chat
              configuration:
                type: openai
                name: gpt-4o
              parameters:
                max_tokens: 100
                temperature: 0.5
                top_p: 0.9
                stop: ["END", "STOP"]
                seed: 42
                stream: true
                presence_penalty: 0.25
            inputs:
              city:
                type: string
                sample: Oslo
              days:
                type: number
            template: jinja2
            ---

            You know the weather.

            user:
            {{city}} in {{days}} days?

            """;

    private static final String V2 = """
            ---
            name: Weather
            inputSchema:
              properties:
                city: {kind: string}
                days: {kind: integer}
            model:
              id: gpt-4o
              provider: openai
              options:
                maxOutputTokens: 100
                temperature: 0.5
                topP: 0.9
                stopSequences: ["END", "STOP"]
                seed: 42
                presencePenalty: 0.25
                additionalProperties:
                  stream: true
            template:
              format: {kind: jinja2}
            ---
            You know the weather.

            user:
            {{city}} in {{days}} days?
            """;

    private static final String TODAY = """
            +++
            name: Weather
            inputs:
              - name: city
                kind: string
              - name: days
                kind: integer
            model:
              id: gpt-4o
              provider: openai
              options:
                maxOutputTokens: 100
                temperature: 0.5
                topP: 0.9
                stopSequences: ["END", "STOP"]
                seed: 42
                presencePenalty: 0.25
                additionalProperties: {stream: true}
            template:
              format: {kind: jinja2}
              parser: {kind: prompty}
            +++
            You know the weather.

            user:
            {{city}} in {{days}} days?
            """;

    private static final String CITY = "String city();\nint days();";

    private static final CallOptions OPTIONS = CallOptions.defaults()
            .temperature(0.5)
            .topP(0.9)
            .maxTokens(100)
            .seed(42)
            .stop("END", "STOP")
            .extra("presence_penalty", "0.25")
            .stream(true);

    @OnEveryCompiler
    void every_generation_means_the_same(TestedCompiler compiler) {
        for (String file : List.of(V1, V2, TODAY, TODAY.replace("\n", "\r\n"), "\ufeff" + V2)) {
            TypedPrompt<?> weather = prompt(project(compiler, file, CITY), "Rome", 3);

            assertThat(weather.render())
                    .containsExactly(Message.system("You know the weather."), Message.user("Rome in 3 days?"));
            assertThat(weather.info().options()).isEqualTo(OPTIONS);
        }
    }

    @OnEveryCompiler
    void info_is_of_the_interface_the_model_and_the_body(TestedCompiler compiler) {
        assertThat(prompt(project(compiler, V2, CITY), "Rome", 3).info())
                .isEqualTo(new PromptInfo(
                        "Chat",
                        "openai:gpt-4o",
                        TemplateSyntax.JINJA2,
                        "You know the weather.\n\nuser:\n{{city}} in {{days}} days?",
                        OPTIONS));
    }

    @OnEveryCompiler
    void the_annotation_s_options_and_model_win(TestedCompiler compiler) {
        String attributes = PLAIN
                + ", model = \"groq:llama\", temperature = 0.1, maxTokens = 7, topP = 1, seed = 2, stop = \"X\","
                + " extra = {\"presence_penalty=1\", \"n=2\"}";

        PromptInfo info =
                prompt(project(compiler, V2, attributes, CITY), "Rome", 3).info();

        assertThat(info.model()).isEqualTo("groq:llama");
        assertThat(info.options())
                .isEqualTo(CallOptions.defaults()
                        .temperature(0.1)
                        .topP(1)
                        .maxTokens(7)
                        .seed(2)
                        .stop("X")
                        .extra("presence_penalty", "1")
                        .extra("n", "2")
                        .stream(true));
    }

    /** By whichever of its names the file sets it. */
    @OnEveryCompiler
    void the_annotation_s_limit_of_tokens_wins_whatever_the_file_calls_it(TestedCompiler compiler) {
        for (String name : List.of("max_tokens", "max_completion_tokens", "maxOutputTokens", "maxTokens")) {
            String file = "---\nmodel: {id: gpt-4o, options: {" + name + ": 100}}\n---\nuser:\nHi\n";

            assertThat(prompt(project(compiler, file, "")).info().options().maxTokens())
                    .as(name)
                    .hasValue(100);
            assertThat(prompt(project(compiler, file, PLAIN + ", maxTokens = 7", ""))
                            .info()
                            .options())
                    .as(name)
                    .isEqualTo(CallOptions.defaults().maxTokens(7));
        }
    }

    @OnEveryCompiler
    void a_mustache_file_names_its_syntax(TestedCompiler compiler) {
        String file = """
                ---
                model: gpt-4o
                template:
                  format: {kind: mustache}
                inputs:
                  items: {kind: array}
                  loud: {kind: boolean}
                ---
                system:
                Greet.

                user:
                {{#items}}
                - {{.}}
                {{/items}}
                {{^loud}}quiet{{/loud}}
                """;
        TypedPrompt<?> greeting =
                prompt(project(compiler, file, "List<String> items();\nboolean loud();"), List.of("a", "b"), false);

        assertThat(greeting.render()).containsExactly(Message.system("Greet."), Message.user("- a\n- b\nquiet"));
        assertThat(greeting.info().syntax()).isEqualTo(TemplateSyntax.MUSTACHE);
    }

    @OnEveryCompiler
    void a_thread_is_spliced_and_an_image_is_a_part(TestedCompiler compiler) {
        String file = """
                ---
                model: gpt-4o
                inputs:
                  - {name: history, kind: thread}
                  - {name: picture, kind: image}
                ---
                system:
                Look.

                {{history}}

                user:
                What is it?
                {{picture}}
                """;
        TypedPrompt<?> look = prompt(
                project(compiler, file, "List<Message> history();\nImage picture();"),
                List.of(Message.user("Who?"), Message.assistant("Me.")),
                Image.url("https://example.org/a.png"));

        List<Message> messages = look.render();
        assertThat(messages.subList(0, 3))
                .containsExactly(Message.system("Look."), Message.user("Who?"), Message.assistant("Me."));
        assertThat(messages.get(3).parts()).contains(Image.url("https://example.org/a.png"));
        assertThat(messages.get(3).text()).startsWith("What is it?");
    }

    @OnEveryCompiler
    void the_inputs_of_a_file_that_declares_none_are_its_placeholders(TestedCompiler compiler) {
        String file = "---\nmodel: gpt-4o\n---\nuser:\n{{a}} and {% if a %}{{b}}{% endif %}\n";

        assertThat(prompt(
                                project(
                                        compiler,
                                        file,
                                        "String a();\nString b();\n" + "default String unused() { return a(); }"),
                                "A",
                                "B")
                        .render())
                .containsExactly(Message.user("A and B"));
    }

    @OnEveryCompiler
    void a_file_without_front_matter_takes_its_model_from_the_annotation(TestedCompiler compiler) {
        TypedPrompt<?> bare =
                prompt(project(compiler, "user:\nBe {{x}}.", PLAIN + ", model = \"gpt-4o\"", "String x();"), "kind");

        assertThat(bare.render()).containsExactly(Message.user("Be kind."));
    }

    @OnEveryCompiler
    void references_to_the_environment_stay_references(TestedCompiler compiler) {
        String file = """
                ---
                model:
                  id: ${env:PATH:gpt-4o}
                  provider: azure
                  connection:
                    endpoint: ${env:HOME}
                    apiKey: ${env:OPENAI_API_KEY}
                ---
                user:
                Hi ${env:PATH}
                """;
        Compilation compilation = project(compiler, file, "").compile();
        TypedPrompt<?> prompt =
                (TypedPrompt<?>) Objects.requireNonNull(compilation.load().call("demo.ChatPrompt", "of"));
        String code = compilation.generated("demo.ChatPrompt");

        assertThat(code).contains("${env:OPENAI_API_KEY}", "${env:HOME}", "${env:PATH:gpt-4o}");
        assertThat(code).doesNotContain("\"" + System.getenv("HOME") + "\"", System.getenv("PATH"));
        assertThat(prompt.render()).containsExactly(Message.user("Hi ${env:PATH}"));
    }

    @OnEveryCompiler
    void files_of_the_prompty_project_compile(TestedCompiler compiler) throws IOException {
        String folder = System.getProperty("cuecard.vectors", "");
        if (folder.isEmpty()) {
            abort("The system property cuecard.vectors names no folder of cases");
        }
        Map<String, String> members = Map.of(
                "basic.prompty",
                "String firstName();\nString lastName();\nString question();",
                "minimal.prompty",
                "",
                "threaded.prompty",
                "String question();\nList<Message> conversation();",
                "summarize.prompty",
                "String text();\nString context();");
        for (Map.Entry<String, String> each : members.entrySet()) {
            String file = Files.readString(Path.of(folder, "prompty-files", each.getKey()));
            Compilation compilation =
                    project(compiler, file, PLAIN, each.getValue()).compile();
            assertThat(compilation.succeeded())
                    .as(each.getKey() + "\n" + compilation)
                    .isTrue();
        }
    }
}
