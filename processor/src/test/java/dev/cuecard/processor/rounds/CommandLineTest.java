package dev.cuecard.processor.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;

/** The compilers as commands: they load the processor from a path, into a class loader of its own. */
class CommandLineTest {

    private static final String HELLO = """
            package demo;

            @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "Hello {name}, {first}")
            public interface Hello {
                String name();
                default String first() { return name().substring(0, 1); }
            }
            """;

    @OnEveryCompiler
    void a_prompt_compiles_without_a_word(TestedCompiler compiler) {
        Compilation outcome = Project.on(compiler).source(HELLO).compileByCommand();

        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.succeeded()).isTrue();
        assertThat(outcome.folder().resolve("classes/demo/HelloPrompt.class")).isRegularFile();
    }

    @OnEveryCompiler
    void a_problem_is_shown_with_its_place_and_a_caret(TestedCompiler compiler) {
        Compilation outcome =
                Project.on(compiler).source(HELLO.replace("{first}", "{frist}")).compileByCommand();

        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.output())
                .contains("Hello.java:3:" + (compiler == TestedCompiler.ECJ ? "73" : ""))
                .contains("[unknown-input] ")
                .containsPattern("template = \"Hello \\{name}, \\{frist}\"\\)\\R {0,100}\\^\\R")
                .doesNotContain("Exception");
    }
}
