package dev.cuecard.processor.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;

/** The text of a template is laid out at compile time; what is inserted keeps its own layout. */
class LayoutTest {

    @OnEveryCompiler
    void common_indentation_and_outer_blank_lines_are_taken_away(TestedCompiler compiler) {
        CompiledPrompt prompt =
                CompiledPrompt.of(compiler, "\n  \n    First {x}\n      second\n\n    third\n  \n\n", "String x();");

        assertThat(prompt.text("v")).isEqualTo("First v\n  second\n\nthird");
    }

    @OnEveryCompiler
    void blank_lines_do_not_count_for_the_indentation(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "    a {x}\n\n \n    b", "String x();");

        assertThat(prompt.text("v").lines().map(String::strip)).containsExactly("a v", "", "", "b");
        assertThat(prompt.text("v")).startsWith("a v\n").endsWith("\nb");
    }

    @OnEveryCompiler
    void a_first_line_without_indentation_keeps_that_of_the_others(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "List:\n  - {x}\n  - b", "String x();");

        assertThat(prompt.text("v")).isEqualTo("List:\n  - v\n  - b");
    }

    @OnEveryCompiler
    void tabs_are_indentation_too(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "\ta {x}\n\t\tb\tc\n\td", "String x();");

        assertThat(prompt.text("v")).isEqualTo("a v\n\tb\tc\nd");
    }

    @OnEveryCompiler
    void carriage_returns_are_line_ends(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "  a {x}\r\n    b\r  c\r\n\r\n", "String x();");

        assertThat(prompt.text("v")).isEqualTo("a v\n  b\nc");
    }

    @OnEveryCompiler
    void inserted_text_keeps_its_line_ends_and_indentation(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "    a\n      {x}\n    b", "String x();");

        assertThat(prompt.text("1\n 2\r\n    3\r\t4\n")).isEqualTo("a\n  1\n 2\r\n    3\r\t4\n\nb");
    }

    @OnEveryCompiler
    void inserted_blanks_are_not_stripped(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "\n{x}\n", "String x();");

        assertThat(prompt.text("  \n a \n")).isEqualTo("  \n a \n");
    }

    @OnEveryCompiler
    void a_text_block_is_laid_out_by_java_first(TestedCompiler compiler) {
        String source = """
                package demo;

                @dev.cuecard.Prompt(model = "openai:gpt-4o", template = \"""
                        Dear {name},
                          - one\\
                         and a half
                          - \\"quoted\\", tab\\t, end\\s

                        Bye \\u007bname}\\n\""")
                public interface Sample {
                    String name();
                }
                """;

        CompiledPrompt prompt = CompiledPrompt.of(Project.on(compiler), source);

        assertThat(prompt.text("Ann"))
                .isEqualTo("Dear Ann,\n  - one and a half\n  - \"quoted\", tab\t, end \n\nBye Ann");
    }

    @OnEveryCompiler
    void constants_and_concatenations_are_one_text(TestedCompiler compiler) {
        String source = """
                package demo;

                @dev.cuecard.Prompt(model = Sample.MODEL, template = "Dear " + Sample.WHO + ", " + 1 + '!'
                        + "\\n  {na" + "me} \\"\\\\\\t\\101\\u0042")
                public interface Sample {
                    String MODEL = "openai:" + "gpt-4o";
                    String WHO = "{name}";

                    String name();
                }
                """;

        CompiledPrompt prompt = CompiledPrompt.of(Project.on(compiler), source);

        assertThat(prompt.text("Ann")).isEqualTo("Dear Ann, 1!\n  Ann \"\\\tAB");
        assertThat(prompt.with("Ann").info().model()).isEqualTo("openai:gpt-4o");
    }
}
