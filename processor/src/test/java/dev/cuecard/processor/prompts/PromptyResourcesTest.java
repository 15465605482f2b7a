package dev.cuecard.processor.prompts;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problems.assertProblems;
import static dev.cuecard.processor.kit.Problems.assertQuiet;
import static dev.cuecard.processor.prompts.PromptyFile.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.TypedPrompt;
import dev.cuecard.message.Message;
import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.LoadedClasses;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Where a file is found, and the files that it brings with it. */
class PromptyResourcesTest {

    private static final String FILE = "---\nmodel: gpt-4o\n---\nuser:\nFrom {{x}}\n";
    private static final String DEEP = "resource = \"recipes/chat.prompty\"";

    @OnEveryCompiler
    void under_maven_it_is_copied_to_the_outputs_before(TestedCompiler compiler) {
        assertReads(deep(compiler)
                .withoutSourcePath()
                .file("src/main/resources/recipes/chat.prompty", "stale")
                .file("classes/recipes/chat.prompty", FILE));
    }

    @OnEveryCompiler
    void a_bare_command_finds_it_beside_the_source(TestedCompiler compiler) {
        for (boolean sourcePath : new boolean[] {false, true}) {
            Project project = Project.on(compiler)
                    .source(source("resource = \"chat.prompty\"", "String x();"))
                    .file("src/demo/chat.prompty", FILE);
            Compilation outcome = (sourcePath ? project : project.withoutSourcePath()).compileByCommand();

            assertThat(outcome.output()).isEmpty();
            assertReads(outcome);
        }
    }

    @OnEveryCompiler
    void a_bare_command_finds_it_on_the_class_path(TestedCompiler compiler) {
        Compilation outcome = deep(compiler)
                .withoutSourcePath()
                .file("resources/recipes/chat.prompty", FILE)
                .alsoOnPath("resources")
                .compileByCommand();

        assertThat(outcome.output()).isEmpty();
        assertReads(outcome);
    }

    /** With javac alone: Eclipse's compiler loses the module of generated sources, whoever generates them. */
    @Test
    void a_named_module_finds_it() {
        for (String exported : List.of("", "exports recipes;", "opens recipes;")) {
            for (String root : List.of("classes/", "src/")) {
                Project project = deep(TestedCompiler.JAVAC)
                        .onModulePath()
                        .source("module user {\n    requires dev.cuecard;\n    " + exported + "\n}\n")
                        .source("package recipes;\npublic class Any {\n    private Any() {}\n}\n")
                        .file(root + "recipes/chat.prompty", FILE);
                assertQuiet(project.compile());
            }
        }
    }

    /** With javac alone: Eclipse's compiler loses the module of generated sources, whoever generates them. */
    @Test
    void a_named_module_finds_it_in_the_named_folder_and_beside_the_source() {
        assertQuiet(deep(TestedCompiler.JAVAC)
                .onModulePath()
                .withoutSourcePath()
                .source("module user {\n    requires dev.cuecard;\n}\n")
                .options("-Acuecard.resources=" + Project.FOLDER + "/resources")
                .file("resources/recipes/chat.prompty", FILE)
                .compile());
        assertQuiet(deep(TestedCompiler.JAVAC)
                .onModulePath()
                .withoutSourcePath()
                .source("module user {\n    requires dev.cuecard;\n}\n")
                .file("src/demo/recipes/chat.prompty", FILE)
                .compile());
    }

    @OnEveryCompiler
    void a_missing_file_is_told_with_each_place_once(TestedCompiler compiler) {
        Project project = Project.on(compiler)
                .source(source("resource = ‸\"recipes/chat.prompty\"", "String x();"))
                .options("-Acuecard.resources=" + Project.FOLDER + "/src/demo");
        Compilation compilation = project.compile();

        assertProblems(
                compilation,
                error("resource")
                        .naming("recipes/chat.prompty")
                        .hinting("CLASS_OUTPUT", "SOURCE_PATH", "CLASS_PATH", "-Acuecard.resources="));
        List<String> places = compilation.diagnostics().get(0).lines().stream()
                .map(String::strip)
                .filter(line -> line.startsWith("- "))
                .toList();
        assertThat(places).doesNotHaveDuplicates();
        assertThat(places.get(places.size() - 1)).endsWith("chat.prompty");
    }

    @OnEveryCompiler
    void a_folder_of_the_file_s_name_does_not_hide_the_file(TestedCompiler compiler) {
        assertReads(deep(compiler).file("classes/recipes/chat.prompty/x", "").file("src/recipes/chat.prompty", FILE));
        assertProblems(
                Project.on(compiler)
                        .source(source("resource = ‸\"recipes/chat.prompty\"", "String x();"))
                        .file("src/recipes/chat.prompty/x", "")
                        .compile(),
                error("resource").naming("recipes/chat.prompty"));
    }

    @OnEveryCompiler
    void includes_are_relative_to_the_file_that_includes(TestedCompiler compiler) {
        String file =
                "---\nmodel: gpt-4o\n---\nuser:\n{% include \"parts/a.jinja\" %} {% include \"shared/c.jinja\" %}\n";
        Project project = deep(compiler)
                .file("src/recipes/chat.prompty", file)
                .file("src/recipes/parts/a.jinja", "A{% include \"b.jinja\" %}")
                .file("src/recipes/parts/b.jinja", "B{{x}}")
                .file("src/shared/c.jinja", "C");

        assertThat(render(project.compile())).containsExactly(Message.user("ABv C"));
    }

    @OnEveryCompiler
    void problems_in_an_included_file_are_at_its_own_line(TestedCompiler compiler) {
        String file =
                "---\nmodel: gpt-4o\n---\nuser:\n{{x}}\n{% include \"a.jinja\" %}\n{% include \"‸gone.jinja\" %}\n";
        assertProblems(
                deep(compiler)
                        .file("src/recipes/a.jinja", "line\n{{‸y}}\n")
                        .file("src/recipes/chat.prompty", file)
                        .compile(),
                error("unknown-input").naming("y"),
                error("resource").naming("gone.jinja"));
    }

    @OnEveryCompiler
    void a_referenced_file_is_read_at_compile_time(TestedCompiler compiler) {
        String file = """
                ---
                model:
                  id: gpt-4o
                  connection: ${file:shared/connection.json}
                  options: ${file:options.yaml}
                inputs:
                  x: {kind: string, default: "${file:greeting.txt}"}
                ---
                user:
                {{x}}
                """;
        Project project = deep(compiler)
                .file("src/recipes/chat.prompty", file)
                .file("src/recipes/shared/connection.json", "{\"apiKey\": \"${env:MY_KEY}\"}")
                .file("src/recipes/options.yaml", "temperature: 0.25\n")
                .file("src/recipes/greeting.txt", "Good day");
        Compilation compilation = project.compile();
        TypedPrompt<?> prompt = (TypedPrompt<?>) Objects.requireNonNull(LoadedClasses.call(
                Objects.requireNonNull(compilation.load().call("demo.ChatPrompt", "builder")), "build"));

        assertThat(prompt.render()).containsExactly(Message.user("Good day"));
        assertThat(prompt.info().options().temperature()).hasValue(0.25);
        assertThat(compilation.generated("demo.ChatPrompt")).contains("\"${env:MY_KEY}\"");
    }

    @OnEveryCompiler
    void a_reference_may_not_leave_the_folder(TestedCompiler compiler) {
        for (String path : List.of("../secret.txt", "a/../../secret.txt", "/etc/hostname", "..", "C:\\\\x", "~/../x")) {
            assertProblems(
                    referring(compiler, path).file("src/secret.txt", "secret").compile(),
                    error("prompty").naming("leaves the prompt's folder"));
        }
    }

    @OnEveryCompiler
    void a_reference_to_what_is_not_there_says_where_it_was_looked_for(TestedCompiler compiler) {
        assertProblems(
                referring(compiler, "gone.txt").compile(),
                error("prompty").naming("recipes/gone.txt").hinting("CLASS_OUTPUT"));
        assertProblems(
                referring(compiler, "folder").file("src/recipes/folder/x", "").compile(),
                error("prompty").naming("folder"));
    }

    private static Project referring(TestedCompiler compiler, String path) {
        return deep(compiler)
                .file(
                        "src/recipes/chat.prompty",
                        "---\nmodel: gpt-4o\ndescription: ‸\"${file:" + path + "}\"\n---\nuser:\n{{x}}\n");
    }

    private static Project deep(TestedCompiler compiler) {
        return Project.on(compiler).source(source(DEEP, "String x();"));
    }

    private static void assertReads(Project project) {
        assertReads(project.compile());
    }

    private static void assertReads(Compilation compilation) {
        assertThat(render(compilation)).containsExactly(Message.user("From v"));
    }

    private static List<Message> render(Compilation compilation) {
        return ((TypedPrompt<?>) Objects.requireNonNull(compilation.load().call("demo.ChatPrompt", "of", "v")))
                .render();
    }
}
