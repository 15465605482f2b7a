package dev.cuecard.processor.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.Diagnostic;
import dev.cuecard.processor.kit.Golden;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.stream.Collectors;

/** Every message as a user reads it, whole: kept in a file to be read, and changed with care. */
class WordingTest {

    @OnEveryCompiler
    void each_problem_is_told_in_these_words(TestedCompiler compiler) {
        Project project = Project.on(compiler).sourceAt("demo/Broken.java", Golden.text("Broken.java"));
        Compilation compilation = project.compile();

        String told = compilation.diagnostics().stream()
                .map(diagnostic -> words(diagnostic).replace(project.folder().toString(), "FOLDER"))
                .collect(Collectors.joining("\n"));
        assertThat(told).isEqualTo(Golden.text("Broken.messages"));
    }

    /** Leaves out the snippet: only Eclipse's compiler needs one in a message. */
    private static String words(Diagnostic diagnostic) {
        String text = diagnostic.lines().stream()
                .takeWhile(line -> !line.matches("\\s*\\S*Broken\\.java:\\d+:\\d+"))
                .map(String::strip)
                .collect(Collectors.joining("\n  "));
        return diagnostic.severity() + " " + text + "\n";
    }
}
