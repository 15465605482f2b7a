package dev.cuecard.processor.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The jar that users name in their builds: it holds all that it needs, where nothing else can meet it. Runs after
 * packaging; the jar is given by the system property {@code cuecard.processor.jar}.
 */
class PackagedJarIT {

    private final Path jar = Path.of(System.getProperty("cuecard.processor.jar", ""));

    @BeforeEach
    void skip_where_there_is_no_jar() {
        assumeTrue(Files.isRegularFile(jar), "The property cuecard.processor.jar names no file: '" + jar + "'");
    }

    @Test
    void every_class_is_below_the_processors_own_package() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<String> classes = file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.equals("module-info.class"))
                    .toList();

            assertThat(classes).isNotEmpty().allMatch(name -> name.startsWith("dev/cuecard/processor/"));
            assertThat(classes).anyMatch(name -> name.startsWith("dev/cuecard/processor/shaded/"));
        }
    }

    @Test
    void the_licences_of_what_is_inside_are_inside() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.stream().map(ZipEntry::getName))
                    .filteredOn(name -> name.startsWith("META-INF/"))
                    .anyMatch(name -> name.toUpperCase(Locale.ROOT).contains("LICENSE"));
        }
    }

    @Test
    void the_reduced_pom_brings_in_nothing() throws IOException {
        try (var files = Files.list(jar.resolveSibling(".."))) {
            Path pom = files.filter(file -> file.getFileName().toString().equals("dependency-reduced-pom.xml"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No dependency-reduced-pom.xml beside " + jar));
            String text = Files.readString(pom, StandardCharsets.UTF_8);

            assertThat(text.replaceAll(
                            "(?s)<dependency>(?:(?!</dependency>).)*<scope>(?:test|provided)</scope>.*?</dependency>",
                            ""))
                    .doesNotContain("<dependency>");
        }
    }

    @Test
    void it_is_a_module_that_provides_a_processor() {
        assertThat(describedModule())
                .contains("dev.cuecard.processor")
                .contains("provides javax.annotation.processing.Processor with dev.cuecard.processor.PromptProcessor")
                .contains("requires java.compiler")
                .doesNotContain("javapoet", "snakeyaml");
    }

    @Test
    void a_prompt_compiles_with_the_jar_alone_on_the_processor_path() {
        assertCompiles(TestedCompiler.JAVAC, "-processorpath");
    }

    @Test
    void a_prompt_compiles_with_the_jar_alone_on_the_processor_module_path() {
        assertCompiles(TestedCompiler.JAVAC, "--processor-module-path");
    }

    @Test
    void eclipses_compiler_takes_the_jar_too() {
        assertCompiles(TestedCompiler.ECJ, "-processorpath");
    }

    private void assertCompiles(TestedCompiler compiler, String option) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "Hello {name}")
                        public interface Hello {
                            String name();
                        }
                        """);
        project.source("""
                        package demo;

                        @dev.cuecard.Prompt(resource = "chat.prompty")
                        public interface Chat {
                            String question();
                        }
                        """)
                .file(
                        "src/demo/chat.prompty",
                        "---\nmodel: gpt-4o\ninputs:\n  question: {kind: string}\n---\nuser:\n{{ question | trim }}\n");
        Compilation compilation = project.compileByCommand(option, jar.toString());

        assertThat(compilation.output()).isEmpty();
        assertThat(compilation.succeeded()).isTrue();
        assertThat(compilation.generates("demo.HelloPrompt")).isTrue();
        assertThat(compilation.generates("demo.ChatPrompt")).isTrue();
    }

    private String describedModule() {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        int result = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(writer, writer, "--describe-module", "--file", jar.toString());
        assertThat(result).as(out.toString()).isZero();
        return out.toString();
    }
}
