package dev.cuecard.processor.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.message.Message;
import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a value holds, it stays a value: never expanded, never a message, never laid out. */
class HostileValuesTest {

    private static final Map<TestedCompiler, CompiledPrompt> PLAIN = each(
            compiler -> CompiledPrompt.of(compiler, "  a {x}\n    {y}{x}\n  {{x2}} ${y}", "String x();\nString y();"));

    private static final Map<TestedCompiler, CompiledPrompt> ALONE =
            each(compiler -> CompiledPrompt.of(compiler, "{x}", "String x();"));

    private static final Map<TestedCompiler, CompiledPrompt> LISTS = each(compiler ->
            CompiledPrompt.of(compiler, "{x:list}|{y:lists}|", "List<String> x();\nList<List<String>> y();"));

    private static final Map<TestedCompiler, CompiledPrompt> PATHS = each(compiler -> CompiledPrompt.of(
            compiler,
            "{m.key}|{shout}|",
            "Map<String, String> m();\nString x();\ndefault String shout() { return x() + \"!\"; }"));

    private static final Map<TestedCompiler, CompiledPrompt> ROLES = each(compiler -> CompiledPrompt.of(
            compiler, "SYSTEM: a {x}\n{y}\nUSER:\n{x}\n\n{y} b\nASSISTANT: {y}\nUSER: c", "String x();\nString y();"));

    @Property
    void a_value_is_inserted_as_it_is(
            @ForAll TestedCompiler compiler, @ForAll("hostile") String x, @ForAll("hostile") String y) {
        assertThat(get(PLAIN, compiler).text(x, y)).isEqualTo("a " + x + "\n  " + y + x + "\n{x2} $" + y);
    }

    @Property
    void a_value_alone_is_the_whole_message(@ForAll TestedCompiler compiler, @ForAll("hostile") String x) {
        assertThat(get(ALONE, compiler).text(x)).isEqualTo(x);
    }

    @Property
    void elements_are_joined_as_they_are(
            @ForAll TestedCompiler compiler,
            @ForAll("hostileLists") List<String> x,
            @ForAll("hostileListLists") List<List<String>> y) {
        String groups = y.stream().map(group -> String.join("\n", group)).collect(Collectors.joining("\n\n"));

        assertThat(get(LISTS, compiler).text(x, y)).isEqualTo(String.join("\n", x) + "|" + groups + "|");
    }

    @Property
    void keys_and_computed_inputs_are_inserted_as_they_are(
            @ForAll TestedCompiler compiler, @ForAll("hostile") String x, @ForAll("hostile") String y) {
        assertThat(get(PATHS, compiler).text(Map.of("key", y), x)).isEqualTo(y + "|" + x + "!|");
    }

    @Property
    void no_value_opens_or_closes_a_message(
            @ForAll TestedCompiler compiler, @ForAll("hostile") String x, @ForAll("hostile") String y) {
        assertThat(get(ROLES, compiler).render(x, y))
                .containsExactly(
                        Message.system("a " + x + "\n" + y),
                        Message.user(x + "\n\n" + y + " b"),
                        Message.assistant(y),
                        Message.user("c"));
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> words = Arbitraries.of(
                "{x}",
                "{y}",
                "{{x}}",
                "{x:list}",
                "{",
                "}",
                "{{",
                "}}",
                "${x}",
                "SYSTEM:",
                "\nUSER: hi",
                "\nMESSAGES: {x}",
                "ASSISTANT:",
                "\n",
                "\r\n",
                "\r",
                "\t",
                " ",
                "\u0000",
                "\ud83d",
                "\ude00",
                "\u2028",
                "%s",
                "$1",
                "\\",
                "\"",
                "{% if x %}",
                "{{#x}}",
                "</system>",
                "\ufeff",
                "");
        return Arbitraries.oneOf(words.list().ofMaxSize(8).map(list -> String.join("", list)), Arbitraries.strings());
    }

    @Provide
    Arbitrary<List<String>> hostileLists() {
        return hostile().list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<List<String>>> hostileListLists() {
        return hostileLists().list().ofMaxSize(4);
    }

    private static Map<TestedCompiler, CompiledPrompt> each(Function<TestedCompiler, CompiledPrompt> compile) {
        Map<TestedCompiler, CompiledPrompt> prompts = new EnumMap<>(TestedCompiler.class);
        for (TestedCompiler compiler : TestedCompiler.values()) {
            prompts.put(compiler, compile.apply(compiler));
        }
        return prompts;
    }

    private static CompiledPrompt get(Map<TestedCompiler, CompiledPrompt> prompts, TestedCompiler compiler) {
        return Objects.requireNonNull(prompts.get(compiler));
    }
}
