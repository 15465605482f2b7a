package dev.cuecard.processor.rounds;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problems.assertProblems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.Diagnostic.Severity;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.List;
import java.util.Map;

/** A type that another processor writes is waited for; one that nobody writes is the compiler's own error. */
class DeferralTest {

    private static final String LETTER = """
            package demo;

            @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "To {person.name}")
            public interface Letter {
                Person person();
            }
            """;

    private static final Map.Entry<String, String> PERSON =
            Map.entry("demo.Person", "package demo;\npublic record Person(String name) {}\n");

    @OnEveryCompiler
    void a_type_that_is_written_in_the_same_compilation_is_waited_for(TestedCompiler compiler) {
        Project project = Project.on(compiler).source(LETTER).processor(new SourceWriter(List.of(PERSON)));

        assertThat(project.evaluate("LetterPrompt.of(new Person(\"Ann\")).render().get(0).text()"))
                .isEqualTo("To Ann");
    }

    @OnEveryCompiler
    void a_type_that_is_written_some_rounds_later_is_waited_for(TestedCompiler compiler) {
        Project project = Project.on(compiler)
                .source(LETTER)
                .processor(new SourceWriter(List.of(
                        Map.entry("demo.One", "package demo;\nclass One {}\n"),
                        Map.entry("demo.Two", "package demo;\nclass Two {}\n"),
                        PERSON)));

        assertThat(project.evaluate("LetterPrompt.of(new Person(\"Ann\")).render().get(0).text()"))
                .isEqualTo("To Ann");
    }

    @OnEveryCompiler
    void a_supertype_that_is_written_is_waited_for(TestedCompiler compiler) {
        Project project = Project.on(compiler)
                .source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "{base} {list:list}")
                        public interface Heir extends Base<String> {
                            java.util.List<String> list();
                        }
                        """)
                .processor(new SourceWriter(
                        List.of(Map.entry("demo.Base", "package demo;\npublic interface Base<T> { T base(); }\n"))));

        assertThat(project.evaluate("HeirPrompt.of(\"b\", List.of(\"l\")).render().get(0).text()"))
                .isEqualTo("b l");
    }

    @OnEveryCompiler
    void a_type_argument_that_is_written_is_waited_for(TestedCompiler compiler) {
        Project project = Project.on(compiler)
                .source(LETTER.replace("Person person", "java.util.Map<String, ? extends Person> person")
                        .replace("{person.name}", "{person.me.name}"))
                .processor(new SourceWriter(List.of(PERSON)));

        assertThat(project.evaluate("LetterPrompt.of(Map.of(\"me\", new Person(\"Ann\"))).render().get(0).text()"))
                .isEqualTo("To Ann");
    }

    @OnEveryCompiler
    void a_prompt_that_is_written_is_a_prompt(TestedCompiler compiler) {
        Project project =
                Project.on(compiler).processor(new SourceWriter(List.of(PERSON, Map.entry("demo.Letter", LETTER))));

        assertThat(project.evaluate("LetterPrompt.of(new Person(\"Ann\")).render().get(0).text()"))
                .isEqualTo("To Ann");
    }

    @OnEveryCompiler
    void problems_of_a_prompt_that_waited_are_told_once(TestedCompiler compiler) {
        Project project = Project.on(compiler)
                .source(LETTER.replace("{person.name}", "{person.‸nam}"))
                .processor(new SourceWriter(List.of(PERSON)));

        assertProblems(project.compile(), error("unknown-property").naming("nam", "Person"));
    }

    @OnEveryCompiler
    void a_type_that_nobody_writes_is_the_compilers_own_error(TestedCompiler compiler) {
        Compilation compilation = Project.on(compiler).source(LETTER).compile();

        assertThat(compilation.succeeded()).isFalse();
        assertThat(compilation.diagnostics())
                .as(compilation.toString())
                .anySatisfy(diagnostic -> {
                    assertThat(diagnostic.severity()).isEqualTo(Severity.ERROR);
                    assertThat(diagnostic.message()).contains("Person");
                })
                .allSatisfy(diagnostic -> {
                    assertThat(diagnostic.id()).isEmpty();
                    assertThat(diagnostic.message()).doesNotContain("LetterPrompt");
                });
    }

    @OnEveryCompiler
    void prompts_that_need_not_wait_are_checked_beside_one_that_waits_in_vain(TestedCompiler compiler) {
        Compilation compilation = Project.on(compiler)
                .source(LETTER)
                .source("package demo;\n@dev.cuecard.Prompt(model = \"gpt-4o\", template = \"{x}\")\npublic "
                        + "interface Wrong {}\n")
                .compile();

        assertThat(compilation.diagnostics())
                .as(compilation.toString())
                .filteredOn(diagnostic -> !diagnostic.id().isEmpty())
                .singleElement()
                .satisfies(diagnostic -> assertThat(diagnostic.firstLine()).startsWith("[unknown-input]"));
    }
}
