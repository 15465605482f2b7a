package dev.cuecard.processor.reporting;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problem.warning;
import static dev.cuecard.processor.kit.Problems.assertProblems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;

/** One compilation tells everything that is wrong, once, in the order of the source. */
class SeveralPromptsTest {

    @OnEveryCompiler
    void all_problems_of_all_prompts_come_in_one_compilation(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        import dev.cuecard.*;

                        public interface First {
                            @Prompt(model = ‸"opnai:x", template = \"""
                                    {‸cat} {dog} {‸cow}
                                    {{‸dog}} {dog:‸no} {‸birds}
                                    ‸USR:
                                    hi\""", temperature = ‸-1)
                            interface Animals {
                                String dog();
                                java.util.List<String> birds();
                                String ‸elephant();
                            }

                            @Prompt(model = "openai:x", template = "fine {x}")
                            interface Fine {
                                String x();
                            }

                            @Prompt(model = "openai:x", template = "{‸y}")
                            interface Other {}
                        }
                        """).source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:x", template = "{‸z}")
                        public interface Second {}
                        """);
        Compilation compilation = project.compile();

        assertProblems(
                compilation,
                error("model").naming("opnai"),
                error("unknown-input").naming("cat"),
                error("unknown-input").naming("cow"),
                warning("literal-placeholder").naming("dog"),
                error("template-syntax").naming("no"),
                error("not-renderable").naming("birds"),
                error("unknown-role").naming("USR"),
                error("option").naming("temperature"),
                warning("unused-input").naming("elephant"),
                error("unknown-input").naming("y"),
                error("unknown-input").naming("z"));
        assertThat(compilation.generates("demo.First_FinePrompt")).isTrue();
    }

    @OnEveryCompiler
    void the_same_mistake_twice_is_two_problems(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:x", template = "{‸z} {‸z}")
                        public interface Twice {}
                        """);

        assertProblems(project.compile(), error("unknown-input"), error("unknown-input"));
    }

    @OnEveryCompiler
    void a_prompt_with_errors_adds_no_complaint_about_its_missing_class(TestedCompiler compiler) {
        Compilation compilation = Project.on(compiler)
                .source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:x", template = "{‸z}")
                        public interface Broken {}
                        """)
                .source("package demo;\nclass Use { Object use() { return BrokenPrompt.of(); } }")
                .compile();

        assertThat(compilation.diagnostics())
                .as(compilation.toString())
                .filteredOn(diagnostic -> !diagnostic.id().isEmpty())
                .singleElement()
                .satisfies(diagnostic -> assertThat(diagnostic.id()).isEqualTo("unknown-input"));
    }

    @OnEveryCompiler
    void other_errors_in_the_source_do_not_hide_problems(TestedCompiler compiler) {
        Compilation compilation = Project.on(compiler).source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:x", template = "{z}")
                        public interface Broken {
                            default int wrong() { return "text"; }
                        }
                        """).compile();

        assertThat(compilation.diagnostics())
                .as(compilation.toString())
                .anySatisfy(diagnostic -> assertThat(diagnostic.id()).isEqualTo("unknown-input"));
    }
}
