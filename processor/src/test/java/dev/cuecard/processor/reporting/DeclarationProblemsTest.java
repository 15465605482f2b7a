package dev.cuecard.processor.reporting;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problems.assertProblems;

import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Problem;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;

/** What cannot be a prompt, or an input of one. */
class DeclarationProblemsTest {

    @OnEveryCompiler
    void only_an_interface_can_be_a_prompt(TestedCompiler compiler) {
        for (String kind : new String[] {"class", "abstract class", "enum", "@interface"}) {
            assertDeclaration(compiler, """
                    package demo;
                    @dev.cuecard.Prompt(model = "gpt-4o", template = "hi")
                    ‸public %s Sample {}
                    """.formatted(kind), declaration().naming("Sample"));
        }
        assertDeclaration(compiler, """
                package demo;
                @dev.cuecard.Prompt(model = "gpt-4o", template = "hi")
                ‸public record Sample(int x) {}
                """, declaration().naming("Sample"));
    }

    @OnEveryCompiler
    void a_private_interface_cannot_be_implemented(TestedCompiler compiler) {
        assertDeclaration(
                compiler, """
                package demo;
                public class Outer {
                    @dev.cuecard.Prompt(model = "gpt-4o", template = "hi")
                    ‸private interface Sample {}

                    private static class Middle {
                        @dev.cuecard.Prompt(model = "gpt-4o", template = "hi")
                        ‸interface Deep {}
                    }
                }
                """, declaration().naming("Sample"), declaration().naming("Deep"));
    }

    @OnEveryCompiler
    void generic_and_sealed_interfaces_cannot_be_prompts(TestedCompiler compiler) {
        assertDeclaration(
                compiler, """
                package demo;
                public class Outer {
                    @dev.cuecard.Prompt(model = "gpt-4o", template = "hi")
                    ‸public interface Generic<T> {}

                    @dev.cuecard.Prompt(model = "gpt-4o", template = "hi")
                    ‸public sealed interface Sealed permits Only {}

                    public record Only() implements Sealed {}
                }
                """, declaration().naming("Generic"), declaration().naming("Sealed"));
    }

    @OnEveryCompiler
    void abstract_methods_must_be_inputs(TestedCompiler compiler) {
        assertDeclaration(
                compiler,
                """
                package demo;
                @dev.cuecard.Prompt(model = "gpt-4o", template = "{ok}")
                public interface Sample {
                    String ok();
                    ‸String withParameter(int x);
                    ‸void nothing();
                    ‸<T> T generic();
                    ‸String throwing() throws java.io.IOException;
                    default void fine(int x) {}
                    static void alsoFine(int x) {}
                }
                """,
                declaration().naming("withParameter"),
                declaration().naming("nothing"),
                declaration().naming("generic"),
                declaration().naming("throwing"));
    }

    @OnEveryCompiler
    void what_follows_from_a_wrong_declaration_is_not_told_too(TestedCompiler compiler) {
        assertDeclaration(compiler, """
                package demo;
                @dev.cuecard.Prompt(model = "gpt-4o", template = "{text} {list:list}")
                ‸public interface Sample<T> {
                    T text();
                    java.util.List<T> list();
                }
                """, declaration().naming("Sample"));
        assertDeclaration(compiler, """
                package demo;
                @dev.cuecard.Prompt(model = "gpt-4o", template = "{text}")
                public interface Sample {
                    ‸String text(int length);
                }
                """, declaration().naming("text"));
    }

    @OnEveryCompiler
    void unchecked_exceptions_may_be_declared(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;
                        @dev.cuecard.Prompt(model = "gpt-4o", template = "{ok}")
                        public interface Sample {
                            String ok() throws IllegalStateException;
                        }
                        """);

        assertProblems(project.compile());
    }

    @OnEveryCompiler
    void names_of_the_base_class_and_of_object_are_taken(TestedCompiler compiler) {
        for (String name : new String[] {
            "info",
            "render",
            "stream",
            "streamAsync",
            "call",
            "callAsync",
            "builder",
            "toBuilder",
            "toString",
            "hashCode",
        }) {
            String type = name.equals("hashCode") ? "int" : "String";
            assertDeclaration(compiler, """
                    package demo;
                    @SuppressWarnings("cuecard:unused-input")
                    @dev.cuecard.Prompt(model = "gpt-4o", template = "hi")
                    public interface Sample {
                        ‸%s %s();
                    }
                    """.formatted(type, name), declaration().naming(name));
        }
    }

    @OnEveryCompiler
    void two_inputs_of_one_name_are_one_too_many(TestedCompiler compiler) {
        assertDeclaration(compiler, """
                package demo;
                @dev.cuecard.Prompt(model = "gpt-4o", template = "{name}")
                public interface Sample {
                    String name();
                    ‸String getName();
                }
                """, declaration().naming("name"));
    }

    @OnEveryCompiler
    void a_template_comes_from_one_place(TestedCompiler compiler) {
        assertDeclaration(
                compiler, """
                package demo;
                ‸@dev.cuecard.Prompt(model = "gpt-4o", template = "hi", resource = "a.txt")
                public interface Both {}
                """, declaration().naming("template", "resource").onLine());
        Project neither = Project.on(compiler)
                .source("package demo;\n@dev.cuecard.Prompt(model = \"gpt-4o\")\npublic interface Neither {}\n");
        assertProblems(
                neither.compile(),
                declaration().naming("template").hinting("resource").anywhere());
    }

    @OnEveryCompiler
    void the_streamed_chunk_must_be_the_models(TestedCompiler compiler) {
        assertDeclaration(compiler, """
                package demo;
                @dev.cuecard.Prompt(model = "gpt-4o", template = "hi")
                ‸public interface Sample extends dev.cuecard.Streaming<dev.cuecard.stream.Chunk> {}
                """, declaration().naming("Streaming").onLine());
    }

    @OnEveryCompiler
    void a_default_must_fit_its_input(TestedCompiler compiler) {
        assertDeclaration(
                compiler,
                """
                package demo;
                import dev.cuecard.Default;
                @SuppressWarnings("cuecard:unused-input")
                @dev.cuecard.Prompt(model = "gpt-4o", template = "hi")
                public interface Sample {
                    @Default("three") ‸int count();
                    @Default("300") ‸byte small();
                    @Default("yes") ‸boolean sure();
                    @Default("ab") ‸char letter();
                    @Default("MEDIUM") ‸Level level();
                    @Default("") ‸double weight();
                    @Default("1") ‸java.util.List<String> list();
                    @Default("1,5") ‸java.math.BigDecimal price();
                    enum Level { LOW, HIGH }
                }
                """,
                declaration().naming("three", "count"),
                declaration().naming("300", "small"),
                declaration().naming("yes", "sure"),
                declaration().naming("ab", "letter"),
                declaration().naming("MEDIUM", "level").hinting("LOW", "HIGH"),
                declaration().naming("weight"),
                declaration().naming("list"),
                declaration().naming("1,5", "price"));
    }

    private static Problem declaration() {
        return error("declaration");
    }

    private static void assertDeclaration(TestedCompiler compiler, String source, Problem... problems) {
        for (Problem problem : problems) {
            problem.onLine();
        }
        assertProblems(Project.on(compiler).source(source).compile(), problems);
    }
}
