package dev.cuecard.processor.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.TypedPrompt;
import dev.cuecard.message.Image;
import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.Diagnostic;
import dev.cuecard.processor.kit.Diagnostic.Severity;
import dev.cuecard.processor.kit.JavaText;
import dev.cuecard.processor.kit.LoadedClasses;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Random templates, many prompts to a compilation. */
class RandomTemplatesTest {

    private static final Pattern TOKEN = Pattern.compile("\\{\\{([xy](?:\\.[xy])?)}}|\\{([xy])}");

    private static final Pattern PATH = Pattern.compile("\\{[xy]+(?:\\.[xy]+)*(?::[xy]+)?}");

    private static final String PROMPT = """

                @Prompt(model = "openai:gpt-4o", template = %s)
                @SuppressWarnings("cuecard:unused-input")
                interface P%d {
                    String x();
                    int y();
                    List<String> l();
                    Optional<String> o();
                    List<Message> m();
                    Image i();
                    Map<String, List<Object>> p();
                }
            """;

    @Property(tries = 30, shrinking = ShrinkingMode.BOUNDED)
    void every_template_compiles_or_gives_problems(
            @ForAll TestedCompiler compiler, @ForAll("anything") List<String> templates) {
        Compilation compilation = compile(compiler, templates);

        assertThat(compilation.diagnostics())
                .as(compilation.toString())
                .allSatisfy(diagnostic -> assertThat(diagnostic.id()).isNotEmpty());
        assertThat(compilation.succeeded())
                .isEqualTo(compilation.diagnostics().stream()
                        .map(Diagnostic::severity)
                        .noneMatch(Severity.ERROR::equals));
    }

    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
    void braces_are_read_from_left_to_right(@ForAll TestedCompiler compiler, @ForAll("braces") List<String> templates) {
        Compilation compilation = compile(compiler, templates);
        assertThat(compilation.diagnostics())
                .as(compilation.toString())
                .allSatisfy(diagnostic -> assertThat(diagnostic.id()).isEqualTo("literal-placeholder"));

        LoadedClasses classes = compilation.loadDespiteWarnings();
        for (int i = 0; i < templates.size(); i++) {
            Object prompt = classes.call(
                    "demo.All_P" + i + "Prompt",
                    "of",
                    "{y}",
                    7,
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    IMAGE,
                    Map.of());
            assertThat(((TypedPrompt<?>) Objects.requireNonNull(prompt)).render())
                    .as(templates.get(i))
                    .extracting(message -> message.text())
                    .containsExactly(expected(templates.get(i)));
        }
    }

    private static final Image IMAGE = Image.url("https://example.org/");

    /** What the rules say, in another way than the processor's: find the tokens, copy the rest. */
    private static String expected(String template) {
        StringBuilder text = new StringBuilder();
        Matcher matcher = TOKEN.matcher(template);
        while (matcher.find()) {
            String value = matcher.group(1) != null
                    ? "{" + matcher.group(1) + "}"
                    : matcher.group(2).equals("x") ? "{y}" : "7";
            matcher.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(text).toString();
    }

    private static Compilation compile(TestedCompiler compiler, List<String> templates) {
        StringBuilder source = new StringBuilder("""
                package demo;

                import dev.cuecard.*;
                import dev.cuecard.message.*;
                import java.util.*;

                public interface All {
                """);
        for (int i = 0; i < templates.size(); i++) {
            source.append(PROMPT.formatted(JavaText.literal(templates.get(i)), i));
        }
        return Project.on(compiler).source(source + "}\n").compile();
    }

    @Provide
    Arbitrary<List<String>> anything() {
        Arbitrary<String> tokens = Arbitraries.of(
                "{x}",
                "{y}",
                "{l:list}",
                "{l:lists}",
                "{o}",
                "{m}",
                "{i}",
                "{p.k}",
                "{p.k:list}",
                "{z}",
                "{x.y}",
                "{x:up}",
                "{",
                "}",
                "{{x}}",
                "{{",
                "}}",
                ":",
                ".",
                "\n",
                "\n\n",
                "\r",
                "\r\n",
                " ",
                "\t",
                "    ",
                "SYSTEM:",
                "USER:",
                "ASSISTANT:",
                "DEVELOPER:",
                "MESSAGES:",
                "MESSAGES: {m}",
                "USR:",
                "MESSAGE:",
                "\nUSER: ",
                "\nSYSTEM:\n",
                "\"",
                "\\",
                "*/",
                "\u0000",
                "\ud800",
                "\udc00",
                "\u00e9",
                "$",
                "word");
        Arbitrary<String> mixed = tokens.list().ofMaxSize(12).map(list -> String.join("", list));
        return Arbitraries.oneOf(mixed, mixed, Arbitraries.strings().ofMaxLength(40))
                .list()
                .ofSize(20);
    }

    @Provide
    Arbitrary<List<String>> braces() {
        Arbitrary<String> tokens = Arbitraries.of(
                "{x}", "{y}", "{{x}}", "{{x.y}}", "{", "}", "{{", "}}", "x", "y", " ", ".", ":", "#", "\"");
        return tokens.list()
                .ofMaxSize(10)
                .map(list -> "a" + String.join("", list) + "z")
                .filter(RandomTemplatesTest::knowsItsInputs)
                .list()
                .ofSize(20);
    }

    /** Throws out what the tokens happen to make, as {@code {xy}}: it would not compile. */
    private static boolean knowsItsInputs(String template) {
        return PATH.matcher(template).results().allMatch(path -> {
            boolean doubled = template.startsWith("{", path.start() - 1) && template.startsWith("}", path.end());
            return doubled || path.group().equals("{x}") || path.group().equals("{y}");
        });
    }
}
