package dev.cuecard.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build says that has the runtime and not the processor. */
class MissingProcessorNoticeTest {

    @TempDir
    private Path output;

    /** What a user has who depends on the runtime: nothing here brings a processor of its own. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith("classes") || entry.contains("jspecify"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private List<Diagnostic<? extends JavaFileObject>> compile(String name, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options =
                new ArrayList<>(List.of("-Xlint:all,-path", "-d", output.toString(), "-cp", classPath()));
        if (Runtime.version().feature() >= 21) {
            // Newer compilers look on the class path only when they are told to.
            options.add("-proc:full");
        }
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        boolean compiled = compiler.getTask(null, null, diagnostics, options, null, List.of(file))
                .call();
        assertThat(compiled).isTrue();
        return diagnostics.getDiagnostics();
    }

    @Test
    void a_prompt_without_the_processor_is_told_of_on_its_own_line() {
        List<Diagnostic<? extends JavaFileObject>> said = compile(
                "Recipes",
                "@dev.cuecard.Prompt(model = \"openai:gpt-4o\", template = \"{x}\")\ninterface Recipes { String x(); }\n");

        assertThat(said).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.getKind()).isEqualTo(Diagnostic.Kind.WARNING);
            assertThat(diagnostic.getMessage(null))
                    .contains("annotation processor did not run")
                    .contains("Recipes")
                    .contains("annotationProcessorPaths");
            assertThat(diagnostic.getLineNumber()).isEqualTo(2);
        });
    }

    @Test
    void a_source_without_prompts_is_left_alone_even_by_lint() {
        assertThat(compile("Plain", "@org.jspecify.annotations.NullMarked class Plain {}\n"))
                .isEmpty();
    }
}
