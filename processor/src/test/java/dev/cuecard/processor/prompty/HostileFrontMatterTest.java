package dev.cuecard.processor.prompty;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Files that mean harm, or are none: each is read in a moment, and what cannot be read is a fault. */
class HostileFrontMatterTest {

    private static final Map<String, String> FAULTY = Map.ofEntries(
            Map.entry("ten thousand open brackets", "model: " + "[".repeat(10_000)),
            Map.entry("ten thousand pairs of brackets", "model: " + "[".repeat(10_000) + "]".repeat(10_000)),
            Map.entry("a hundred thousand braces", "{".repeat(100_000)),
            Map.entry("ten thousand dashes", "- ".repeat(10_000)),
            Map.entry("ten thousand question marks", "? ".repeat(10_000)),
            Map.entry("ten thousand mappings", "{a: ".repeat(10_000)),
            Map.entry("many colons", ":".repeat(200_000)),
            Map.entry("many ampersands", "&".repeat(100_000)),
            Map.entry("many percents", "%".repeat(100_000)),
            Map.entry("one long line of dashes", "-".repeat(200_000)),
            Map.entry("one mebibyte", "name: " + "x".repeat(1 << 20)),
            Map.entry("one mebibyte of lines", "a: b\n".repeat(200_000)),
            Map.entry("a NUL", "name: a\0b"),
            Map.entry("an escape character", "name: \u001b[31mred"),
            Map.entry("a lone surrogate", "name: \ud800"),
            Map.entry("a byte order mark inside", "name: a\ufffe"),
            Map.entry("a tab that indents", "model:\n\tid: gpt-4"),
            Map.entry("an escape beyond Unicode", "name: \"\\UFFFFFFFF\""),
            Map.entry("an unknown escape", "name: \"\\q\""),
            Map.entry("two documents", "name: a\n--- b"),
            Map.entry("text after a document", "name: a\n...\nb"),
            Map.entry("a directive of another YAML", "%YAML 9.9\n--- a"),
            Map.entry("an alias of nothing", "name: *nothing"),
            Map.entry("an anchor within itself", "model: &a {id: *a}"),
            Map.entry("a class of Python's", "model: !!python/object:os.system {id: a}"),
            Map.entry("a class of Java's", "model: !!java.net.URL [\"http://localhost\"]"),
            Map.entry("a global tag", "name: !<tag:example.org,2000:x> a"),
            Map.entry("a number of a tag that it is not", "name: !!int abc"),
            Map.entry("a merge key", "model: &m {id: a}\nsample:\n  <<: *m"),
            Map.entry("a list as a key", "? [a, b]\n: c"),
            Map.entry("a huge exponent", "model: {id: a, options: {temperature: 1e999999999}}"),
            Map.entry("a huge number", "model: {id: a, options: {maxOutputTokens: " + "9".repeat(200_000) + "}}"),
            Map.entry("a huge number of base 16", "model: {id: a, options: {x: 0x" + "f".repeat(200_000) + "}}"),
            Map.entry("no number", "model: {id: a, options: {x: .nan}}"),
            Map.entry("open references", "model: \"" + "${env:a".repeat(20_000) + "\""),
            Map.entry("references in references", "model: \"" + "${env:a:".repeat(20_000) + "}".repeat(20_000) + "\""),
            Map.entry("a bomb of lists", bomb("[*x, *x, *x, *x, *x, *x, *x, *x, *x, *x]", "[a]")),
            Map.entry("a bomb of mappings", bomb("{a: *x, b: *x, c: *x, d: *x, e: *x, f: *x}", "{a: b}")),
            Map.entry(
                    "a long text repeated",
                    "sample:\n  a: &a " + "x".repeat(100_000) + "\n  b: [" + "*a, ".repeat(20_000) + "]"),
            Map.entry(
                    "anchors nested by aliases",
                    "sample:\n  a0: &a0 []\n"
                            + IntStream.range(1, 300)
                                    .mapToObj(i -> "  a" + i + ": &a" + i + " [*a" + (i - 1) + "]\n")
                                    .collect(Collectors.joining())));

    private static String bomb(String line, String first) {
        StringBuilder yaml = new StringBuilder("sample:\n  a0: &a0 " + first + "\n");
        for (int i = 1; i < 20; i++) {
            yaml.append("  a" + i + ": &a" + i + " " + line.replace("*x", "*a" + (i - 1)) + "\n");
        }
        return yaml.toString();
    }

    @TestFactory
    Stream<DynamicTest> each_is_a_fault() {
        return FAULTY.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    Prompty prompty = read(PromptyText.front(each.getValue()));
                    assertThat(prompty.faults()).isNotEmpty().allSatisfy(HostileFrontMatterTest::isReadable);
                    assertThat(prompty.body()).isEqualTo("user:\nHi");
                }));
    }

    @Test
    void a_mebibyte_of_noise_is_read() {
        Random random = new Random(7);
        byte[] bytes = new byte[1 << 20];
        random.nextBytes(bytes);
        String noise = new String(bytes, StandardCharsets.ISO_8859_1);

        assertThat(read(PromptyText.of(noise)).body()).isNotEmpty();
        assertThat(read(PromptyText.of("---\n" + noise)).faults()).isNotEmpty();
        assertThat(read(PromptyText.front(noise)).faults()).isNotEmpty();
    }

    @Test
    void a_mebibyte_of_template_with_fences_and_references_is_no_front_matter() {
        String body = "a ${env:X ${file:../x} {{b}}\n---\n".repeat(30_000) + "end";

        assertThat(read(PromptyText.of("---\nname: a\n---\n" + body)).body()).isEqualTo(body);
    }

    @Test
    void files_that_refer_to_many_files_are_read_up_to_a_number() {
        String many =
                IntStream.range(0, 20).mapToObj(i -> "\"${file:b.json}\"").collect(Collectors.joining(",", "[", "]"));
        PromptyText text = PromptyText.front("metadata: ${file:a.json}")
                .with("a.json", many)
                .with("b.json", many.replace("b.json", "c.json"))
                .with("c.json", many.replace("b.json", "d.json"))
                .with("d.json", "1");

        assertThat(text.faults()).containsExactly("2:11 The front matter refers to more than 64 files.");
    }

    @Property(tries = 2000, shrinking = ShrinkingMode.BOUNDED)
    void pieces_of_yaml_are_read(@ForAll("pieces") List<String> pieces) {
        read(PromptyText.of("---\n" + String.join("", pieces)));
        Prompty prompty =
                read(PromptyText.front(String.join("", pieces)).with("a", "a").with("b.json", "{\"a\": [1]}"));
        assertThat(prompty.faults()).allSatisfy(HostileFrontMatterTest::isReadable);
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.BOUNDED)
    void any_text_is_read(@ForAll String text) {
        read(PromptyText.of(text));
        read(PromptyText.front(text));
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "name",
                        "model",
                        "id",
                        "inputs",
                        "inputSchema",
                        "properties",
                        "outputs",
                        "sample",
                        "template",
                        "tools",
                        "connection",
                        "configuration",
                        "options",
                        "parameters",
                        "additionalProperties",
                        "temperature",
                        "stop",
                        "stream",
                        "seed",
                        "max_tokens",
                        "kind",
                        "type",
                        "default",
                        "format",
                        "required",
                        "jinja2",
                        ": ",
                        ": ",
                        ": ",
                        ":",
                        "\n",
                        "\n",
                        "\n",
                        "\n  ",
                        "\n  ",
                        "\n    ",
                        "- ",
                        "\n- ",
                        "\n  - ",
                        "[",
                        "]",
                        "{",
                        "}",
                        ",",
                        "\"",
                        "'",
                        "|",
                        ">",
                        "&a ",
                        "*a",
                        "!!str ",
                        "!x ",
                        "!",
                        "? ",
                        "#",
                        " #",
                        "%",
                        "@",
                        "`",
                        "~",
                        "null",
                        "true",
                        "1",
                        "-1.5",
                        "0x1F",
                        ".inf",
                        "1e400",
                        "<<",
                        "---",
                        "...",
                        "+++",
                        "\t",
                        "\r",
                        "\r\n",
                        "\u0085",
                        "\u2028",
                        "\ufeff",
                        "\0",
                        "\ud83d",
                        "\ude00",
                        "😀",
                        "\\",
                        "\\u12",
                        "\\x",
                        "${env:A}",
                        "${env:A:b}",
                        "${env:",
                        "${env:}",
                        "}",
                        "${file:a}",
                        "${file:b.json}",
                        "${file:../a}",
                        "${file:",
                        "word")
                .list()
                .ofMaxSize(40);
    }

    private static Prompty read(PromptyText text) {
        return assertTimeoutPreemptively(ofSeconds(20), text::read);
    }

    private static void isReadable(PromptyFault fault) {
        assertThat(fault.sentence()).endsWith(".").hasSizeLessThan(400).matches("\\P{Cntrl}*");
        assertThat(fault.details()).allSatisfy(line -> assertThat(line).matches("\\P{Cntrl}*"));
    }
}
