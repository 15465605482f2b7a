package dev.cuecard.processor.rounds;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problems.assertProblems;
import static dev.cuecard.processor.kit.Problems.assertQuiet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.PromptProcessor;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.lang.model.SourceVersion;
import org.junit.jupiter.api.Test;

/** What build tools need to know of the processor, and what they do to it. */
class BuildToolsTest {

    private static final String TWO_PROMPTS = """
            package demo;

            @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "hi {x}")
            public interface Hello {
                String x();

                @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "bye")
                interface Bye {}
            }
            """;

    @Test
    void compilers_find_the_processor() {
        assertThat(resource("META-INF/services/javax.annotation.processing.Processor"))
                .isEqualToIgnoringNewLines("dev.cuecard.processor.PromptProcessor\n");
    }

    @Test
    void gradle_may_run_it_for_changed_prompts_alone() {
        assertThat(resource("META-INF/gradle/incremental.annotation.processors"))
                .isEqualToIgnoringNewLines("dev.cuecard.processor.PromptProcessor,isolating\n");
    }

    @OnEveryCompiler
    void each_generated_class_originates_in_one_interface_and_nothing_else_is_written(TestedCompiler compiler) {
        WrappedProcessor watched = new WrappedProcessor(new PromptProcessor());
        assertQuiet(Project.on(compiler).source(TWO_PROMPTS).compile(watched));

        assertThat(watched.written())
                .containsExactlyInAnyOrder(
                        "source demo.HelloPrompt of [demo.Hello]", "source demo.Hello_ByePrompt of [demo.Hello.Bye]");
    }

    @OnEveryCompiler
    void places_are_found_through_a_wrapped_environment(TestedCompiler compiler) {
        Project project = Project.on(compiler).source(TWO_PROMPTS.replace("hi {x}", "hi {‸y} {x}"));

        assertProblems(project.compile(new WrappedProcessor(new PromptProcessor())), error("unknown-input"));
    }

    @Test
    void it_says_what_it_supports() {
        PromptProcessor processor = new PromptProcessor();

        assertThat(processor.getSupportedAnnotationTypes()).contains("dev.cuecard.Prompt", "dev.cuecard.Default");
        assertThat(processor.getSupportedOptions())
                .contains("cuecard.severity", "cuecard.resources", "cuecard.openAiCompatible");
        assertThat(processor.getSupportedSourceVersion()).isEqualTo(SourceVersion.latestSupported());
    }

    @Test
    void its_annotations_and_options_are_known_to_a_strict_build() {
        assertQuiet(Project.on(TestedCompiler.JAVAC)
                .source("""
                        package demo;

                        /** Has a default. */
                        public interface Base {
                            /** Is the tone. */
                            @dev.cuecard.Default("calm") String tone();
                        }
                        """)
                .options(
                        "-Xlint:all",
                        "-Werror",
                        "-Acuecard.severity=unused-input=error",
                        "-Acuecard.resources=.",
                        "-Acuecard.openAiCompatible=mine")
                .compile());
    }

    private static String resource(String name) {
        try (var stream = PromptProcessor.class.getClassLoader().getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
