package dev.cuecard.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cuecard.examples.Javac.Compilation;
import dev.cuecard.processor.PromptProcessor;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The processor's jar, as a user's build gets it: one file that needs no other. */
@Timeout(60)
class PackagedProcessorTest {

    private static final Map<String, String> SAMPLE = Map.of("Greeting.java", """
            @dev.cuecard.Prompt(model = "openai:gpt-4o-mini", template = "Say hello to {name}.")
            public interface Greeting {
                String name();
            }
            """);

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void findIt() throws URISyntaxException {
        jar = Path.of(PromptProcessor.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assumeTrue(
                Files.isRegularFile(jar),
                "The processor is not packaged yet; 'mvn verify' does it, 'mvn test' does not.");
    }

    @Test
    void it_holds_no_class_outside_its_own_packages() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")))
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("dev/cuecard/processor/") || name.equals("module-info.class"));
        }
    }

    @Test
    void it_is_a_module_that_provides_the_processor() {
        ModuleDescriptor descriptor =
                ModuleFinder.of(jar).findAll().iterator().next().descriptor();

        assertThat(descriptor.name()).isEqualTo("dev.cuecard.processor");
        assertThat(descriptor.isAutomatic()).isFalse();
        assertThat(descriptor.provides())
                .anyMatch(provided -> provided.providers().contains(PromptProcessor.class.getName()));
        assertThat(descriptor.requires())
                .extracting(ModuleDescriptor.Requires::name)
                .allMatch(name -> name.startsWith("java.") || name.equals("jdk.compiler"));
    }

    @Test
    void its_pom_brings_in_nothing() throws IOException {
        Path pom = Readme.root().resolve("processor/dependency-reduced-pom.xml");

        List<String> scopes = Files.readString(pom)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("<dependency>") || line.startsWith("<scope>"))
                .toList();

        assertThat(scopes.stream().filter(line -> line.startsWith("<scope>")))
                .hasSize((int) scopes.stream()
                        .filter(line -> line.startsWith("<dependency>"))
                        .count())
                .allMatch(scope -> scope.equals("<scope>test</scope>") || scope.equals("<scope>provided</scope>"));
    }

    @Test
    void it_is_all_that_a_compiler_needs_on_its_processor_path() throws IOException {
        Compilation compilation = Javac.compile(folder, SAMPLE, "-processorpath", jar.toString());

        assertThat(compilation.output()).isEmpty();
        assertThat(compilation.classes().resolve("GreetingPrompt.class")).exists();
    }

    @Test
    void it_is_found_on_a_processor_module_path_too() throws IOException {
        Compilation compilation = Javac.compile(folder, SAMPLE, "--processor-module-path", jar.toString());

        assertThat(compilation.output()).isEmpty();
        assertThat(compilation.classes().resolve("GreetingPrompt.class")).exists();
    }
}
