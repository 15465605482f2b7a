package dev.cuecard.processor.generating;

import static dev.cuecard.processor.kit.Problems.assertQuiet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.Diagnostic.Severity;
import dev.cuecard.processor.kit.Golden;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Generated code does not warn, whatever the build asks for, and it reads well. */
class QuietTest {

    private static final String BUSY = """
            package demo;

            import dev.cuecard.*;
            import dev.cuecard.message.*;
            import java.util.*;
            import org.jspecify.annotations.*;

            /** Asks much. */
            @SuppressWarnings({"deprecation", "rawtypes", "cuecard:unused-input"})
            @Prompt(
                    model = "openai:gpt-4o",
                    template = "SYSTEM: {tone} {old}\\nMESSAGES: {history}\\nUSER: {items:list} \
            {groups:lists}{more}\\n\\n{picture}",
                    maxTokens = 9)
            public interface Busy extends Streaming<dev.cuecard.openai.OpenAiChunk> {
                @Default("calm") String tone();
                List<Message> history();
                List<String> items();
                Set<List<Integer>> groups();
                Image picture();
                Old old();
                List raw();
                Map<String, List> rawer();
                Optional<String> title();
                @Nullable String note();
                byte[] bytes();
                List<Runnable>[] array();
                @Deprecated String gone();
                default String more() { return tone(); }
            }
            """;

    /** What a careful project asks of Eclipse's compiler; matters of taste, as boxing and hidden fields, are left out. */
    private static final List<String> ECLIPSE_WARNINGS = List.of(
            "allDeadCode",
            "compareIdentical",
            "constructorName",
            "dep-ann",
            "discouraged",
            "emptyBlock",
            "enumSwitch",
            "fallthrough",
            "finally",
            "hashCode",
            "indirectStatic",
            "interfaceNonInherited",
            "maskedCatchBlock",
            "noEffectAssign",
            "null",
            "nullDereference",
            "over-ann",
            "paramAssign",
            "pkgDefaultMethod",
            "raw",
            "semicolon",
            "serial",
            "static-access",
            "static-method",
            "suppress",
            "switchDefault",
            "syncOverride",
            "syntheticAccess",
            "typeHiding",
            "unchecked",
            "unnecessaryElse",
            "unused",
            "unusedLocal",
            "unusedPrivate",
            "unusedThrown",
            "uselessTypeCheck",
            "varargsCast",
            "warningToken");

    private static final String OLD = """
            package demo;

            /** Old. */
            @Deprecated
            public final class Old {
                /** Made. */
                public Old() {}

                @Override
                public String toString() {
                    return "old";
                }
            }
            """;

    @Test
    void javac_finds_nothing_to_warn_of() {
        assertQuiet(Project.on(TestedCompiler.JAVAC)
                .source(BUSY, OLD)
                .options("-Xlint:all", "-Werror")
                .compile());
    }

    @Test
    void javac_finds_nothing_to_warn_of_when_it_compiles_for_17() {
        assertQuiet(Project.on(TestedCompiler.JAVAC)
                .source(BUSY, OLD)
                .options("-Xlint:all", "-Werror", "--release", "17")
                .compile());
    }

    @Test
    void javac_finds_nothing_wrong_with_the_javadoc() {
        assertQuiet(Project.on(TestedCompiler.JAVAC)
                .source(BUSY.replace("SYSTEM:", "SYSTEM: <b> & @param */ {@link x} <unclosed \\t"), OLD)
                .options("-Xdoclint:all,-missing", "-Werror")
                .compile());
    }

    @Test
    void eclipse_finds_nothing_to_warn_of() {
        Compilation compilation = Project.on(TestedCompiler.ECJ)
                .source(BUSY.replaceAll(".*List> ?rawer.*|.*List raw.*", ""), OLD)
                .options("-warn:+" + String.join(",", ECLIPSE_WARNINGS))
                .compile();

        assertThat(compilation.diagnostics().stream()
                        .filter(diagnostic -> diagnostic.severity() != Severity.NOTE)
                        .filter(diagnostic -> diagnostic.toString().contains("BusyPrompt.java")))
                .as(compilation.toString())
                .isEmpty();
    }

    /** With javac alone: Eclipse's compiler loses the module of generated sources, whoever generates them. */
    @Test
    void a_module_that_does_not_read_java_compiler_compiles() {
        Compilation compilation = Project.on(TestedCompiler.JAVAC)
                .onModulePath()
                .source("module shop {\n    requires transitive dev.cuecard;\n    exports shop;\n}\n")
                .source("""
                        package shop;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "hi {x}")
                        public interface Hello {
                            String x();
                        }
                        """)
                .compile();

        assertQuiet(compilation);
        assertThat(compilation.generated("shop.HelloPrompt")).doesNotContain("Generated");
    }

    @OnEveryCompiler
    void generated_code_says_what_wrote_it_where_that_can_be_seen(TestedCompiler compiler) {
        Compilation compilation = Project.on(compiler)
                .source("package demo;\n@dev.cuecard.Prompt(model = \"gpt-4o\", template = \"hi\")\npublic "
                        + "interface Hello {}\n")
                .compile();

        assertQuiet(compilation);
        assertThat(compilation.generated("demo.HelloPrompt"))
                .contains("@Generated(\"dev.cuecard.processor.PromptProcessor\")");
    }

    @OnEveryCompiler
    void the_generated_source_is_the_same_with_every_compiler_and_reads_well(TestedCompiler compiler) {
        Compilation compilation = Project.on(compiler)
                .source(Golden.text("RecipeRecommender.java"))
                .compile();

        assertQuiet(compilation);
        assertThat(compilation.generated("recipes.RecipeRecommenderPrompt"))
                .isEqualTo(Golden.text("RecipeRecommenderPrompt.java"));
    }
}
