package dev.cuecard.processor.reporting;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problems.assertProblems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.TypedPrompt;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Problem;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Where a template's file is looked for, and what is said when there is none, or none that can be read. */
class ResourceTest {

    @OnEveryCompiler
    void a_file_among_the_outputs_is_found(TestedCompiler compiler) {
        assertReads(project(compiler, "recipes/chat.txt").file("classes/recipes/chat.txt", "From {x}\n"));
    }

    @OnEveryCompiler
    void a_file_among_the_sources_is_found(TestedCompiler compiler) {
        assertReads(project(compiler, "recipes/chat.txt").file("src/recipes/chat.txt", "From {x}\n"));
    }

    @OnEveryCompiler
    void a_file_in_the_named_folder_is_found(TestedCompiler compiler) {
        assertReads(project(compiler, "recipes/chat.txt")
                .withoutSourcePath()
                .options("-Acuecard.resources=" + Project.FOLDER + "/resources")
                .file("resources/recipes/chat.txt", "From {x}\n"));
    }

    @OnEveryCompiler
    void a_file_beside_the_source_is_found(TestedCompiler compiler) {
        assertReads(project(compiler, "chat.txt").file("src/demo/chat.txt", "From {x}\n"));
    }

    @OnEveryCompiler
    void the_text_of_the_file_is_that_of_the_prompt(TestedCompiler compiler) {
        Project project = project(compiler, "chat.txt")
                .file("src/chat.txt", "\r\n   SYSTEM: \u00e9 \"quoted\" {\"a\": 1}\r\n   USER: {x}\r\n\r\n");
        TypedPrompt<?> prompt = prompt(project);

        assertThat(prompt.render())
                .extracting(message -> message.text())
                .containsExactly("\u00e9 \"quoted\" {\"a\": 1}", "v");
        assertThat(prompt.info().template())
                .isEqualTo("\r\n   SYSTEM: \u00e9 \"quoted\" {\"a\": 1}\r\n   USER: {x}\r\n\r\n");
    }

    @OnEveryCompiler
    void a_missing_file_is_told_with_every_place_tried(TestedCompiler compiler) {
        Project project =
                project(compiler, "recipes/chat.txt").options("-Acuecard.resources=" + Project.FOLDER + "/elsewhere");

        assertProblems(
                project.compile(),
                resource()
                        .naming("recipes/chat.txt")
                        .hinting(
                                "CLASS_OUTPUT",
                                "SOURCE_PATH",
                                "CLASS_PATH",
                                project.folder().resolve("elsewhere").toString()));
    }

    @OnEveryCompiler
    void a_path_may_not_leave_the_roots(TestedCompiler compiler) {
        for (String path :
                new String[] {"../chat.txt", "a/../../chat.txt", "/etc/hostname", "..", "C:\\\\\\\\chat.txt"}) {
            assertProblems(project(compiler, path).file("chat.txt", "{x}").compile(), resource());
        }
    }

    @OnEveryCompiler
    void a_folder_is_no_file(TestedCompiler compiler) {
        assertProblems(
                project(compiler, "recipes").file("src/recipes/chat.txt", "{x}").compile(),
                resource().naming("recipes"));
    }

    @OnEveryCompiler
    void a_file_that_is_not_utf_8_is_refused(TestedCompiler compiler) {
        assertProblems(
                project(compiler, "chat.txt")
                        .file("src/chat.txt", "caf\u00e9 {x}".getBytes(StandardCharsets.ISO_8859_1))
                        .compile(),
                resource().naming("chat.txt", "UTF-8"));
    }

    @OnEveryCompiler
    void a_file_above_a_mebibyte_is_refused(TestedCompiler compiler) {
        assertReads(project(compiler, "chat.txt").file("src/chat.txt", "From {x}" + " ".repeat((1 << 20) - 8)));
        assertProblems(
                project(compiler, "chat.txt")
                        .file("src/chat.txt", "From {x}" + " ".repeat((1 << 20) - 7))
                        .compile(),
                resource().naming("chat.txt"));
    }

    @OnEveryCompiler
    void an_empty_file_holds_no_message(TestedCompiler compiler) {
        assertThat(project(compiler, "chat.txt")
                        .file("src/chat.txt", "")
                        .compile()
                        .diagnostics())
                .isNotEmpty()
                .allSatisfy(diagnostic -> assertThat(diagnostic.id()).isNotEmpty());
    }

    private static void assertReads(Project project) {
        assertThat(prompt(project).render())
                .extracting(message -> message.text())
                .containsExactly("From v");
    }

    private static TypedPrompt<?> prompt(Project project) {
        return (TypedPrompt<?>) Objects.requireNonNull(project.compile().load().call("demo.SamplePrompt", "of", "v"));
    }

    private static Problem resource() {
        return error("resource").onLine();
    }

    private static Project project(TestedCompiler compiler, String path) {
        return Project.on(compiler).source("""
                        package demo;

                        ‸@dev.cuecard.Prompt(model = "openai:gpt-4o", resource = "%s")
                        @SuppressWarnings("cuecard:unused-input")
                        public interface Sample {
                            String x();
                        }
                        """.formatted(path));
    }
}
