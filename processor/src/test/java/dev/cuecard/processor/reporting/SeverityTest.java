package dev.cuecard.processor.reporting;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problem.warning;
import static dev.cuecard.processor.kit.Problems.assertProblems;
import static dev.cuecard.processor.kit.Problems.assertQuiet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.Diagnostic.Severity;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Problem;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;

/** Warnings can be silenced where they arise, and a build can say how grave each problem is. */
class SeverityTest {

    private static final String UNUSED = """
            package demo;

            @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "{used} and {{‸used}}")
            public interface Sample {
                String used();
                String ‸first();
                String ‸second();
            }
            """;

    @OnEveryCompiler
    void warnings_do_not_stop_the_build(TestedCompiler compiler) {
        Compilation compilation = Project.on(compiler).source(UNUSED).compile();

        assertProblems(compilation, warning("literal-placeholder"), unused("first"), unused("second"));
        assertThat(compilation.succeeded()).isTrue();
    }

    @OnEveryCompiler
    void a_warning_on_one_input_is_silenced_at_its_method(TestedCompiler compiler) {
        assertProblems(
                Project.on(compiler)
                        .source(UNUSED.replace(
                                "String ‸first", "@SuppressWarnings(\"cuecard:unused-input\") String first"))
                        .compile(),
                warning("literal-placeholder"),
                unused("second"));
    }

    @OnEveryCompiler
    void warnings_are_silenced_at_the_interface_by_their_id(TestedCompiler compiler) {
        assertProblems(
                Project.on(compiler)
                        .source(UNUSED.replace("String ‸", "String ")
                                .replace(
                                        "public interface",
                                        "@SuppressWarnings(\"cuecard:unused-input\")\npublic interface"))
                        .compile(),
                warning("literal-placeholder"));
        assertQuiet(Project.on(compiler)
                .source(UNUSED.replace("‸", "")
                        .replace(
                                "public interface",
                                "@SuppressWarnings({\"cuecard:unused-input\", "
                                        + "\"cuecard:literal-placeholder\"})\npublic interface"))
                .compile());
    }

    @OnEveryCompiler
    void errors_cannot_be_silenced_at_the_interface(TestedCompiler compiler) {
        assertProblems(Project.on(compiler).source("""
                                package demo;

                                @SuppressWarnings({"cuecard:unknown-input", "cuecard:not-renderable"})
                                @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "{‸nobody}")
                                public interface Sample {}
                                """).compile(), error("unknown-input"));
    }

    @OnEveryCompiler
    void a_build_may_make_a_warning_an_error(TestedCompiler compiler) {
        Compilation compilation = Project.on(compiler)
                .source(UNUSED)
                .options("-Acuecard.severity=unused-input=error")
                .compile();

        assertProblems(compilation, warning("literal-placeholder"), error("unused-input"), error("unused-input"));
        assertThat(compilation.succeeded()).isFalse();
    }

    @OnEveryCompiler
    void a_build_may_switch_warnings_off(TestedCompiler compiler) {
        assertQuiet(Project.on(compiler)
                .source(UNUSED.replace("‸", ""))
                .options("-Acuecard.severity=unused-input=off,literal-placeholder=off")
                .compile());
    }

    @OnEveryCompiler
    void errors_may_not_be_switched_off(TestedCompiler compiler) {
        Compilation compilation = Project.on(compiler)
                .source("package demo;\n@dev.cuecard.Prompt(model = \"gpt-4o\", template = "
                        + "\"{nobody}\")\npublic interface Sample {}")
                .options("-Acuecard.severity=unknown-input=off")
                .compile();

        assertThat(compilation.diagnostics())
                .as(compilation.toString())
                .anySatisfy(diagnostic -> assertThat(diagnostic.id()).isEqualTo("unknown-input"))
                .anySatisfy(diagnostic -> {
                    assertThat(diagnostic.severity()).isEqualTo(Severity.WARNING);
                    assertThat(diagnostic.message()).contains("unknown-input", "off");
                });
        assertThat(compilation.succeeded()).isFalse();
    }

    @OnEveryCompiler
    void an_unknown_id_or_severity_is_told_once_with_those_there_are(TestedCompiler compiler) {
        for (String wrong : new String[] {"unusd-input=error", "unused-input=fatal", "unused-input", "=", ","}) {
            Compilation compilation = Project.on(compiler)
                    .source("package demo;\n@dev.cuecard.Prompt(model = \"gpt-4o\", template = "
                            + "\"a\")\npublic interface A {}")
                    .source("package demo;\n@dev.cuecard.Prompt(model = \"gpt-4o\", template = "
                            + "\"b\")\npublic interface B {}")
                    .options("-Acuecard.severity=" + wrong)
                    .compile();

            assertThat(compilation.diagnostics())
                    .as(compilation.toString())
                    .hasSizeLessThanOrEqualTo(1)
                    .allSatisfy(diagnostic -> assertThat(diagnostic.severity()).isEqualTo(Severity.WARNING));
            if (wrong.length() > 1) {
                assertThat(compilation.diagnostics())
                        .singleElement()
                        .satisfies(diagnostic -> assertThat(diagnostic.message())
                                .contains("cuecard.severity", wrong.contains("fatal") ? "fatal" : "unused-input"));
            }
            assertThat(compilation.succeeded()).isTrue();
        }
    }

    private static Problem unused(String name) {
        return warning("unused-input").naming(name);
    }
}
