package dev.cuecard.processor.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.PromptProcessor;
import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.Diagnostic.Severity;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.io.IOException;
import java.util.List;

/** When something fails that should not, the compiler goes on, and one error says which prompt it was. */
class FailureTest {

    private static final String TWO_PROMPTS = """
            package demo;

            @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "hi {x}")
            public interface Hello {
                String x();

                @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "bye {y}")
                interface Bye {}
            }
            """;

    @OnEveryCompiler
    void a_failure_of_any_kind_is_one_error_that_names_the_prompt(TestedCompiler compiler) {
        for (Throwable failure : List.of(
                new IllegalStateException("out of order"),
                new IOException("disk full"),
                new NoClassDefFoundError("gone"))) {
            WrappedProcessor failing = new WrappedProcessor(new PromptProcessor()).failing(failure);
            Compilation compilation = Project.on(compiler).source(TWO_PROMPTS).compile(failing);

            assertThat(compilation.diagnostics())
                    .as(compilation.toString())
                    .anySatisfy(diagnostic -> {
                        assertThat(diagnostic.severity()).isEqualTo(Severity.ERROR);
                        assertThat(diagnostic.message()).contains("Hello", failure.getMessage());
                        assertThat(diagnostic.reported())
                                .hasValueSatisfying(
                                        place -> assertThat(place.file()).isEqualTo("Hello.java"));
                    })
                    .anySatisfy(diagnostic -> assertThat(diagnostic.id()).isEqualTo("unknown-input"))
                    .hasSize(2);
        }
    }
}
