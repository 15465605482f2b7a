package dev.cuecard.processor.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.TemplateSyntax;
import dev.cuecard.message.Message;
import dev.cuecard.message.Role;
import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No text of a value opens a message, closes one, or is expanded: the template alone says how many there are, and whose. */
class RolesStayTest {

    private static final String INPUTS = "String a();\nString b();\nList<String> xs();";

    private static final Map<TemplateSyntax, String> TEMPLATES = new EnumMap<>(Map.of(
            TemplateSyntax.BRACES,
            "SYSTEM: s{a}.\nUSER:\n.{b}\n{xs:list}.\nASSISTANT: ok\nUSER: .{a}{b}",
            TemplateSyntax.JINJA2,
            "system:\ns{{ a }}.\nuser:\n.{{ b }}\n{% for x in xs %}{{ x }}\n{% endfor %}.\nassistant:\nok\nuser:\n.{{ a }}{{ b }}",
            TemplateSyntax.MUSTACHE,
            "system:\ns{{a}}.\nuser:\n.{{b}}\n{{#xs}}\n{{.}}\n{{/xs}}.\nassistant:\nok\nuser:\n.{{a}}{{b}}"));

    private static final Map<TemplateSyntax, CompiledPrompt> PROMPTS = new EnumMap<>(TemplateSyntax.class);

    @Property(tries = 300)
    void a_value_never_changes_the_messages(
            @ForAll TemplateSyntax syntax,
            @ForAll("hostile") String a,
            @ForAll("hostile") String b,
            @ForAll("several") List<String> xs) {
        List<Message> messages = prompt(syntax).render(a, b, xs);

        assertThat(messages)
                .extracting(Message::role)
                .containsExactly(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(messages).allSatisfy(message -> assertThat(message.name()).isEmpty());
        assertThat(messages.get(0).text()).isEqualTo("s" + a + ".");
        assertThat(messages.get(1).text()).contains(String.join("\n", xs));
        assertThat(messages.get(2).text()).isEqualTo("ok");
        assertThat(messages.get(3).text()).isEqualTo(trimmed(syntax, "." + a + b));
    }

    /** Newlines go from the end of a message, a value's among them; BRACES cut nothing of a value. */
    private static String trimmed(TemplateSyntax syntax, String text) {
        return syntax == TemplateSyntax.BRACES ? text : text.replaceAll("[\r\n]+\\z", "");
    }

    private static CompiledPrompt prompt(TemplateSyntax syntax) {
        return PROMPTS.computeIfAbsent(
                syntax,
                each -> CompiledPrompt.of(
                        TestedCompiler.JAVAC, each, Objects.requireNonNull(TEMPLATES.get(each)), INPUTS));
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> tokens = Arbitraries.of(
                "system:",
                "\nsystem:\n",
                "\nUSER: ",
                "\nassistant[name=\"x\"]:\n",
                "# user:",
                "\n\nASSISTANT:\n",
                "MESSAGES: {a}",
                "{a}",
                "{{a}}",
                "{{ b }}",
                "{% if a %}",
                "{% endif %}",
                "{{#xs}}",
                "{{/xs}}",
                "{#",
                "#}",
                "{{{",
                "\r",
                "\r\n",
                "\n",
                "\u0000",
                "\u2028",
                "\u0085",
                "\u001b",
                "\ud800",
                "\udc00",
                "$1",
                "\\",
                "\"",
                "x",
                " ",
                "\t",
                "__PROMPTY_THREAD_ab_a__");
        return Arbitraries.oneOf(
                tokens.list().ofMaxSize(8).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(20));
    }

    @Provide
    Arbitrary<List<String>> several() {
        return hostile().list().ofMaxSize(3);
    }
}
