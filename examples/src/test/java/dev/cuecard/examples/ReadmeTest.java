package dev.cuecard.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.examples.Javac.Compilation;
import dev.cuecard.examples.Readme.Block;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * The README's samples compile, run and print what it says. A comment above a block says how it is taken: {@code run} for
 * one that is run too, {@code test} for a JUnit test, which is run by JUnit, {@code file: NAME} for a file that a prompt names,
 * {@code fails} for one whose compiler output is the block that follows.
 */
@Timeout(120)
class ReadmeTest {

    private static final Pattern TYPE =
            Pattern.compile("^(?:public interface|interface|class) (\\w+)", Pattern.MULTILINE);

    private static final Pattern OWN_IMPORTS = Pattern.compile("^(?:import .*;\\R)+\\R*");

    private static final Pattern PACKAGE =
            Pattern.compile("^\\| `(dev\\.cuecard[.a-z]*)` \\| (.*) \\|$", Pattern.MULTILINE);

    @TempDir
    Path folder;

    private Readme readme;

    @BeforeEach
    void readIt() throws IOException {
        readme = Readme.read();
    }

    /** The packages that the README says the names of its samples are in, with what it says of each. */
    private Map<String, String> packages() {
        Map<String, String> packages = new LinkedHashMap<>();
        PACKAGE.matcher(readme.text()).results().forEach(row -> packages.put(row.group(1), row.group(2)));
        return packages;
    }

    /** What a sample may name if it imports nothing itself. */
    private String imports() {
        return Stream.concat(
                        packages().keySet().stream(),
                        Stream.of("java.nio.file", "java.time", "java.util", "java.util.concurrent"))
                .map(name -> "import " + name + ".*;\n")
                .collect(Collectors.joining());
    }

    private String importsFor(Block block) {
        return ownImports(block).isEmpty() ? imports() : "";
    }

    private static String ownImports(Block block) {
        Matcher own = OWN_IMPORTS.matcher(block.content());
        return own.find() ? own.group() : "";
    }

    /** The declarations and statements that are good code, and the files that they name, each in a file of its own. */
    private Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>();
        for (Block block : readme.blocks()) {
            if (block.marker().startsWith("file: ")) {
                sources.put(block.marker().substring("file: ".length()), block.content());
            }
            if (block.isCode() && !block.marker().equals("fails")) {
                Matcher type = TYPE.matcher(block.content());
                if (type.find()) {
                    sources.put(type.group(1) + ".java", importsFor(block) + block.content());
                } else {
                    sources.put(snippet(block) + ".java", wrapped(block));
                }
            }
        }
        return sources;
    }

    private static String snippet(Block block) {
        return "Line" + block.line();
    }

    /** Statements may use a prompt that the text around them speaks of. */
    private String wrapped(Block block) {
        String own = ownImports(block);
        return importsFor(block) + own + "class " + snippet(block) + " {\n"
                + "static final RecipeRecommenderPrompt prompt = RecipeRecommenderPrompt.of(\"apples\");\n"
                + "static void run() throws Exception {\n" + block.content().substring(own.length()) + "\n}\n}\n";
    }

    @Test
    void every_sample_compiles_without_a_warning() throws IOException {
        Map<String, String> sources = sources();

        Compilation compilation = Javac.compile(folder, sources);

        assertThat(compilation.output()).isEmpty();
        assertThat(compilation.success()).isTrue();
        assertThat(sources)
                .containsKeys("RecipeRecommender.java", "MenuPlanner.java")
                .hasSizeGreaterThan(12);
    }

    @Test
    void the_packages_hold_what_is_said_of_them() {
        Map<String, String> packages = packages();

        assertThat(packages).hasSizeGreaterThan(5);
        packages.forEach((name, said) -> assertThat(
                        Pattern.compile("`(\\w+)`").matcher(said).results().map(match -> name + "." + match.group(1)))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(Class.forName(type)).isPublic()));
    }

    @Test
    void the_samples_that_assert_something_are_right() throws Exception {
        ClassLoader classes = Javac.compile(folder, sources()).loader();
        List<Block> run = readme.blocks().stream()
                .filter(block -> block.marker().equals("run"))
                .toList();

        assertThat(run).hasSize(6);
        for (Block block : run) {
            Method method = classes.loadClass(snippet(block)).getDeclaredMethod("run");
            method.setAccessible(true);
            method.invoke(null);
        }
    }

    @Test
    void the_samples_that_are_tests_succeed() throws Exception {
        ClassLoader classes = Javac.compile(folder, sources()).loader();
        List<ClassSelector> tests = new ArrayList<>();
        for (Block block : readme.blocks()) {
            if (block.marker().equals("test")) {
                Matcher type = TYPE.matcher(block.content());
                assertThat(type.find()).isTrue();
                tests.add(DiscoverySelectors.selectClass(classes.loadClass(type.group(1))));
            }
        }
        SummaryGeneratingListener summary = new SummaryGeneratingListener();

        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(tests)
                                .build(),
                        summary);

        assertThat(tests).hasSize(2);
        assertThat(summary.getSummary().getFailures()).isEmpty();
        assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(2);
    }

    @Test
    void the_compiler_says_what_the_readme_shows() throws IOException {
        List<Block> blocks = readme.blocks();
        Block failing = blocks.stream()
                .filter(block -> block.marker().equals("fails"))
                .findFirst()
                .orElseThrow();
        Block shown = blocks.get(blocks.indexOf(failing) + 1);

        // Imports on the first line, so that the numbers are those of the sample.
        String source = imports().replace("\n", " ") + failing.content();
        Compilation compilation = Javac.compile(folder, Map.of("RecipeRecommender.java", source));

        assertThat(compilation.success()).isFalse();
        assertThat(compilation.output().strip()).isEqualTo(shown.content());
    }

    @Test
    void the_first_two_blocks_with_a_maven_command_hold_nothing_else() {
        List<String> commands = readme.blocks().stream()
                .map(Block::content)
                .filter(content -> content.lines().anyMatch(line -> line.startsWith("mvn")))
                .limit(2)
                .toList();

        assertThat(commands)
                .hasSize(2)
                .allSatisfy(command -> assertThat(command).hasLineCount(1));
        assertThat(commands.get(0)).contains("exec:java");
        assertThat(commands.get(1)).contains("verify");
    }

    @Test
    void the_versions_to_install_are_those_of_the_build() {
        Matcher versions = Pattern.compile(
                        "<artifactId>cuecard-[a-z]+</artifactId>\\s*<version>([^<]+)<|dev\\.cuecard:[a-z-]+:([^\"]+)")
                .matcher(readme.text());

        List<String> found = versions.results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .toList();

        assertThat(found).hasSize(4).containsOnly(System.getProperty("cuecard.version"));
    }

    @Test
    void the_compiler_plugin_to_use_is_the_one_that_builds_this() throws IOException {
        assertThat(compilerPlugin(readme.text()))
                .isPresent()
                .isEqualTo(compilerPlugin(Files.readString(Readme.root().resolve("pom.xml"))));
    }

    private static Optional<String> compilerPlugin(String text) {
        return Pattern.compile("<artifactId>maven-compiler-plugin</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .findFirst();
    }
}
