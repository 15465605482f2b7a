package dev.cuecard.processor.prompts;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problems.assertProblems;
import static dev.cuecard.processor.kit.Problems.assertQuiet;
import static dev.cuecard.processor.prompts.PromptyFile.source;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Links in the file system, and files that may not be read. */
class PromptyLinksTest {

    private static final String FILE = "---\nmodel: gpt-4o\n---\nuser:\nHi\n";

    @OnEveryCompiler
    void a_prompt_may_be_a_link(TestedCompiler compiler) throws IOException {
        Project project = project(compiler, "").file("elsewhere/real.prompty", FILE);
        link(project, "src/chat.prompty", project.folder().resolve("elsewhere/real.prompty"));

        assertQuiet(project.compile());
    }

    @OnEveryCompiler
    void a_link_that_leads_out_of_the_folder_is_no_reference(TestedCompiler compiler) throws IOException {
        Project project = Project.on(compiler)
                .source(source("resource = \"recipes/chat.prompty\"", ""))
                .file("src/recipes/chat.prompty", referring("out.txt"))
                .file("src/secret.txt", "secret");
        link(project, "src/recipes/out.txt", project.folder().resolve("src/secret.txt"));

        assertProblems(project.compile(), error("prompty").naming("lies outside of the prompt's folder"));

        Project folder = Project.on(compiler)
                .source(source("resource = \"recipes/chat.prompty\"", ""))
                .file("src/recipes/chat.prompty", referring("out/secret.txt"))
                .file("src/secret.txt", "secret");
        link(folder, "src/recipes/out", folder.folder().resolve("src"));

        assertProblems(folder.compile(), error("prompty").naming("lies outside of the prompt's folder"));
    }

    @OnEveryCompiler
    void a_link_within_the_folder_is_followed(TestedCompiler compiler) throws IOException {
        Project project = Project.on(compiler)
                .source(source("resource = \"recipes/chat.prompty\"", ""))
                .file("src/recipes/chat.prompty", referring("in.txt").replace("‸", ""))
                .file("src/recipes/real.txt", "fine");
        link(project, "src/recipes/in.txt", Path.of("real.txt"));

        assertQuiet(project.compile());
    }

    @OnEveryCompiler
    void links_in_a_circle_are_no_file(TestedCompiler compiler) throws IOException {
        Project project = project(compiler, "‸");
        link(project, "src/chat.prompty", Path.of("other.prompty"));
        link(project, "src/other.prompty", Path.of("chat.prompty"));

        assertProblems(project.compile(), error("resource").naming("chat.prompty"));
    }

    @OnEveryCompiler
    void a_file_that_may_not_be_read_is_said_to_be_such(TestedCompiler compiler) throws IOException {
        Project project = project(compiler, "‸").file("src/chat.prompty", FILE);
        Path file = project.folder().resolve("src/chat.prompty");
        boolean changed = file.toFile().setReadable(false);
        assumeFalse(!changed || Files.isReadable(file), "Whoever runs this test may read every file");

        assertProblems(project.compile(), error("resource").naming("chat.prompty"));
    }

    private static String referring(String path) {
        return "---\nmodel: gpt-4o\ndescription: ‸\"${file:" + path + "}\"\n---\nuser:\nHi\n";
    }

    private static Project project(TestedCompiler compiler, String caret) {
        return Project.on(compiler).source(source("resource = " + caret + "\"chat.prompty\"", ""));
    }

    private static void link(Project project, String path, Path target) throws IOException {
        Path link = project.folder().resolve(path);
        Files.createDirectories(link.getParent());
        try {
            Files.createSymbolicLink(link, target);
        } catch (UnsupportedOperationException e) {
            abort("This file system has no links");
        }
    }
}
