package dev.cuecard.processor.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.TemplateSyntax;
import dev.cuecard.TypedPrompt;
import dev.cuecard.message.Message;
import dev.cuecard.message.Role;
import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.Diagnostic;
import dev.cuecard.processor.kit.LoadedClasses;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compiles and renders Prompty's conformance data for templates ({@code jinja2.jsonl} and {@code mustache.jsonl}), each
 * against an interface that its inputs ask for. The data is not part of the project: the system property {@code
 * cuecard.vectors} names the folder that holds it.
 */
class JinjaVectorsTest {

    /** What typed templates refuse that untyped ones render, and why. */
    private static final Map<String, String> REFUSED = Map.of(
            // An input that may be null is Optional, and is only inserted behind an if or with a default.
            "b2_null_renders_empty", "possibly-absent",
            "missing_variable_renders_empty", "possibly-absent",
            // An object is a record here, and those have no keys to go through; a Map has, see below.
            "for_over_dict_keys", "not-iterable");

    private static final Pattern UNKNOWN = Pattern.compile("has no input '(\\w+)'");

    private static final Pattern ROLE = Pattern.compile(
            "(?im)^[ \\t]*#?[ \\t]*(system|user|assistant|developer)[ \\t]*(?:\\[.*])?[ \\t]*:[ \\t]*$");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TestFactory
    Stream<DynamicTest> jinja_is_rendered_as_prompty_does() throws IOException {
        return tests("jinja2.jsonl", TemplateSyntax.JINJA2);
    }

    @TestFactory
    Stream<DynamicTest> mustache_is_rendered_as_prompty_does() throws IOException {
        return tests("mustache.jsonl", TemplateSyntax.MUSTACHE);
    }

    @OnEveryCompiler
    void a_loop_over_a_map_goes_through_its_keys(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(
                compiler,
                TemplateSyntax.JINJA2,
                "{% for k in m %}{{k}}={{m[k]}};{% endfor %}",
                "Map<String, Integer> m();");
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("a", 2);

        assertThat(prompt.text(map)).isEqualTo("z=1;a=2;");
    }

    private static Stream<DynamicTest> tests(String file, TemplateSyntax syntax) throws IOException {
        String folder = System.getProperty("cuecard.vectors", "");
        Assumptions.assumeTrue(
                !folder.isBlank(), "The property cuecard.vectors does not name the folder of the vectors.");
        List<JsonNode> vectors = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(folder, file))) {
            if (!line.isBlank()) {
                vectors.add(JSON.readTree(line));
            }
        }
        assertThat(vectors).isNotEmpty();
        return vectors.stream()
                .flatMap(vector -> Stream.of(TestedCompiler.values())
                        .map(compiler -> DynamicTest.dynamicTest(
                                vector.get("name").asString() + " " + compiler,
                                () -> check(vector, syntax, compiler))));
    }

    private static void check(JsonNode vector, TemplateSyntax syntax, TestedCompiler compiler) {
        JsonNode inputs = vector.path("inputs");
        List<String> missing = new ArrayList<>();
        Compilation compilation = compile(vector, syntax, compiler, missing);
        String refused = REFUSED.get(vector.get("name").asString());
        Optional<String> thrown =
                Optional.of(vector.path("throws").asString("")).filter(word -> !word.isEmpty());
        boolean isForged = thrown.isPresent() && thrown.get().contains("Strict");
        if (refused != null || (thrown.isPresent() && !isForged)) {
            assertThat(compilation.succeeded()).as(compilation.toString()).isFalse();
            assertThat(compilation.diagnostics())
                    .as(compilation.toString())
                    .extracting(Diagnostic::id)
                    .contains(refused == null ? "template-syntax" : refused);
            return;
        }
        LoadedClasses classes = compilation.load();
        Object prompt = classes.call("demo.SamplePrompt", "of", JsonInputs.values(inputs, missing, classes));
        List<Message> messages = ((TypedPrompt<?>) Objects.requireNonNull(prompt)).render();
        if (isForged) {
            assertStaysText(vector, messages);
        } else {
            assertRendered(vector, messages);
        }
    }

    /** Compiles; an input that the template names and the vector lacks is one that may be absent. */
    private static Compilation compile(
            JsonNode vector, TemplateSyntax syntax, TestedCompiler compiler, List<String> missing) {
        String template = vector.get("template").asString();
        String members = JsonInputs.members(vector.path("inputs"), missing);
        Compilation compilation = Project.on(compiler)
                .source(CompiledPrompt.source(syntax, template, members))
                .compile();
        List<String> unknown = compilation.diagnostics().stream()
                .map(diagnostic -> UNKNOWN.matcher(diagnostic.firstLine()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .distinct()
                .toList();
        missing.addAll(unknown);
        return unknown.isEmpty() ? compilation : compile(vector, syntax, compiler, missing);
    }

    /**
     * A vector has the text before it is divided at its roles ({@code raw} where that is told apart). Here the template
     * is divided, so both are compared with one newline around a role.
     */
    private static void assertRendered(JsonNode vector, List<Message> messages) {
        String rendered = vector.path("raw").isString()
                ? vector.get("raw").asString()
                : vector.get("rendered").asString();
        long roles = ROLE.matcher(vector.get("template").asString()).results().count();
        if (roles == 0) {
            assertThat(messages).containsExactly(Message.user(rendered));
            return;
        }
        StringBuilder text = new StringBuilder();
        for (Message message : messages) {
            text.append(message.role().name().toLowerCase(Locale.ROOT))
                    .append(":\n")
                    .append(message.text())
                    .append('\n');
        }
        assertThat(divided(text.toString())).isEqualTo(divided(rendered));
    }

    private static List<String> divided(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (Matcher role = ROLE.matcher(text); role.find(); from = role.end()) {
            parts.add(trimmed(text.substring(from, role.start())));
            parts.add(role.group(1).toLowerCase(Locale.ROOT));
        }
        parts.add(trimmed(text.substring(from)));
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private static String trimmed(String text) {
        return text.replaceAll("^[\r\n]+|[\r\n]+\\z", "");
    }

    /**
     * Prompty throws where a strict value looks like a role, for it finds the roles in the rendered text. Here they are
     * found in the template: the value stays text of its message.
     */
    private static void assertStaysText(JsonNode vector, List<Message> messages) {
        List<Role> roles = ROLE.matcher(vector.get("template").asString())
                .results()
                .map(role -> Role.valueOf(role.group(1).toUpperCase(Locale.ROOT)))
                .toList();
        assertThat(messages).extracting(Message::role).isEqualTo(roles);
        for (JsonNode name : vector.path("strict_props")) {
            String value = vector.get("inputs").get(name.asString()).asString();
            assertThat(messages).extracting(Message::text).anyMatch(text -> text.contains(value));
        }
    }
}
