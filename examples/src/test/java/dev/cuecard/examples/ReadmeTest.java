package dev.cuecard.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.examples.Javac.Compilation;
import dev.cuecard.examples.Readme.Block;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's samples compile, run and print what it says. A comment above a block says how it is taken: {@code run} for
 * one that is run too, {@code fails} for one whose compiler output is the block that follows.
 */
@Timeout(120)
class ReadmeTest {

    private static final Pattern TYPE = Pattern.compile("^(?:public )?interface (\\w+)", Pattern.MULTILINE);

    private static final String IMPORTS = Stream.of(
                    "dev.cuecard",
                    "dev.cuecard.call",
                    "dev.cuecard.error",
                    "dev.cuecard.message",
                    "dev.cuecard.openai",
                    "dev.cuecard.stream",
                    "dev.cuecard.testing",
                    "java.time",
                    "java.util",
                    "java.util.concurrent")
            .map(name -> "import " + name + ".*;")
            .reduce("", (all, next) -> all + next + "\n");

    @TempDir
    Path folder;

    private Readme readme;

    @BeforeEach
    void readIt() throws IOException {
        readme = Readme.read();
    }

    /** The declarations and statements that are good code, each in a file of its own. */
    private Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>();
        for (Block block : readme.blocks()) {
            if (block.isCode() && !block.marker().equals("fails")) {
                Matcher type = TYPE.matcher(block.content());
                if (type.find()) {
                    sources.put(type.group(1) + ".java", IMPORTS + block.content());
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
    private static String wrapped(Block block) {
        return IMPORTS + "class " + snippet(block) + " {\n"
                + "static final RecipeRecommenderPrompt prompt = RecipeRecommenderPrompt.of(\"apples\");\n"
                + "static void run() throws Exception {\n" + block.content() + "\n}\n}\n";
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
    void the_samples_that_assert_something_are_right() throws Exception {
        ClassLoader classes = Javac.compile(folder, sources()).loader();
        List<Block> run = readme.blocks().stream()
                .filter(block -> block.marker().equals("run"))
                .toList();

        assertThat(run).hasSize(3);
        for (Block block : run) {
            Method method = classes.loadClass(snippet(block)).getDeclaredMethod("run");
            method.setAccessible(true);
            method.invoke(null);
        }
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
        String source = IMPORTS.replace("\n", " ") + failing.content();
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
        Matcher versions = Pattern.compile("<version>([^<]+)</version>|dev\\.cuecard:[a-z-]+:([^\"]+)")
                .matcher(readme.text());

        List<String> found = versions.results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .toList();

        assertThat(found).hasSize(4).containsOnly(System.getProperty("cuecard.version"));
    }
}
