package dev.cuecard.processor.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cuecard.processor.template.Template.Branch;
import dev.cuecard.processor.template.Template.Choice;
import dev.cuecard.processor.template.Template.Edges;
import dev.cuecard.processor.template.Template.Insert;
import dev.cuecard.processor.template.Template.Literal;
import dev.cuecard.processor.template.Template.Loop;
import dev.cuecard.processor.template.Template.Member;
import dev.cuecard.processor.template.Template.Name;
import dev.cuecard.processor.template.Template.Node;
import dev.cuecard.processor.template.Template.Open;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Speaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleLinesTest {

    private static final Path X = new Path(new Name("x", 0), List.of());

    @Test
    void a_role_takes_its_line_and_what_is_left_knows_its_place() {
        Template template =
                of("Hi\nuser:\nGood day\r\n  # Assistant :\t\r\nYes").template();

        assertThat(template.body())
                .containsExactly(
                        new Literal("Hi\n", 0),
                        new Open(Speaker.USER, Map.of(), 3),
                        new Literal("Good day\r\n", 9),
                        new Open(Speaker.ASSISTANT, Map.of(), 23),
                        new Literal("Yes", 37));
        assertThat(template.edges()).isEqualTo(Edges.WITHOUT_NEWLINES);
    }

    @Test
    void lines_end_with_line_feeds_carriage_returns_or_both() {
        assertThat(of("system:\ra\r\nuser:\nb\rdeveloper:").template().body())
                .containsExactly(
                        new Open(Speaker.SYSTEM, Map.of(), 0),
                        new Literal("a\r\n", 8),
                        new Open(Speaker.USER, Map.of(), 11),
                        new Literal("b\r", 17),
                        new Open(Speaker.DEVELOPER, Map.of(), 19));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user:", "USER:", "User:", "# user:", "#user:", " \t#\t user \t: \t", "uSeR :"})
    void a_role_may_have_any_case_a_hash_and_blanks(String line) {
        List<Node> body = of(line).template().body();

        assertThat(body)
                .containsExactly(new Open(
                        Speaker.USER, Map.of(), line.toLowerCase(Locale.ROOT).indexOf('u')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user: hello",
                "The user:",
                "user",
                "user;",
                "## user:",
                "user::",
                "user 2:",
                "user2:",
                "- user:",
                "user -:",
                "tool:",
                ":",
                "#:",
                "# ",
                "\u00fcser:",
                "[name=Ann]:",
                "user [required]:",
                "user[name=Ann]",
                "user[name=Ann]: hello",
                "user[0] said:",
                "user[0] = a",
                "item[0]:",
                "Note:",
                "Users:",
                "SYSTEMS:",
                "assistants:",
                "developers[name=Ann]:",
                "Use:",
                "Used:",
                "USES:",
                "Developed:",
                "Developing:",
                "Development:",
                "Assistance:",
                "asistant: hello",
                "an asistant:",
                "asistant",
                "asistant[0]:"
            })
    void other_lines_are_text(String line) {
        Parsed parsed = of(line);

        assertThat(parsed.faults()).isEmpty();
        assertThat(parsed.template().body()).containsExactly(new Literal(line, 0));
        assertThat(parsed.template().edges()).isEqualTo(Edges.KEPT);
    }

    @Test
    void attributes_have_types() {
        Open open = (Open) of("user[name=\"Ann [x], = \", id=7 , w = -1.50, a=true, b=false,c='true',d=x-1.y,e=1e5]:\n")
                .template()
                .body()
                .get(0);

        assertThat(open.attributes())
                .containsOnly(
                        Map.entry("name", "Ann [x], = "),
                        Map.entry("id", 7L),
                        Map.entry("w", -1.5),
                        Map.entry("a", true),
                        Map.entry("b", false),
                        Map.entry("c", "true"),
                        Map.entry("d", "x-1.y"),
                        Map.entry("e", "1e5"));
    }

    @Test
    void blanks_may_stand_before_the_attributes() {
        assertThat(of("user [name=Ann]:").template().body())
                .containsExactly(new Open(Speaker.USER, Map.of("name", "Ann"), 0));
    }

    @Test
    void a_number_too_long_to_be_kept_is_a_text() {
        assertThat(of("user[id=12345678901234567890]:").template().body())
                .containsExactly(new Open(Speaker.USER, Map.of("id", "12345678901234567890"), 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "user[:! 5! Here a role needs the name of an attribute.",
                "user[]:! 5! Here a role needs the name of an attribute.",
                "# user[a=1, ]:! 12! Here a role needs the name of an attribute.",
                "user[name]:! 5! The attribute 'name' has no value.",
                "user[name=]:! 10! The attribute 'name' has no value.",
                "user[name=\"Ann]:! 10! The quote is not closed.",
                "user[a=1, a=2]:! 10! The attribute 'a' is given twice.",
                "user[a=1 b=2]:! 9! Here a role needs a comma and another attribute, or ] and a colon.",
                "user[a=1:! 8! Here a role needs a comma and another attribute, or ] and a colon.",
                "USER[0] :! 5! The attribute '0' has no value."
            })
    void attributes_that_cannot_be_read_are_a_fault_and_open_the_message_all_the_same(
            String line, int offset, String sentence) {
        Parsed parsed = of("\n" + line + "\nx");

        assertThat(parsed.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(SyntaxFault.Kind.ROLE);
            assertThat(fault.offset()).isEqualTo(1 + offset);
            assertThat(fault.sentence()).isEqualTo(sentence);
            assertThat(fault.details()).hasSize(2).element(0).asString().contains("[name=\"Ann\", id=7]:");
        });
        assertThat(parsed.template().body()).element(1).isInstanceOf(Open.class);
    }

    @ParameterizedTest
    @CsvSource({
        "asistant, assistant, ASSISTANT",
        "SYTEM, system, SYSTEM",
        "Usr, user, USER",
        "develper, developer, DEVELOPER",
        "systemd, system, SYSTEM"
    })
    void nearly_a_role_is_a_fault_that_suggests_the_role(String word, String near, Speaker meant) {
        Parsed parsed = of("a\n # " + word + " : \nb");

        assertThat(parsed.faults())
                .containsExactly(new SyntaxFault(
                        SyntaxFault.Kind.ROLE,
                        5,
                        "There is no role '" + word + "'.",
                        List.of(
                                "Did you mean " + near + ":?",
                                "A line opens a message with nothing but one of:"
                                        + " system:, developer:, user:, assistant:.",
                                "If this is plain text, let more stand on its line, a dash before it for one.")));
        assertThat(Trees.written(parsed.template().body())).isEqualTo("|a\n|<" + meant + ">|b|");
    }

    @Test
    void nearly_a_role_with_attributes_is_a_fault_too() {
        assertThat(of("usr[name=Ann]:").faults())
                .extracting(SyntaxFault::sentence)
                .containsExactly("There is no role 'usr'.");
    }

    @Test
    void tags_between_texts_are_no_part_of_the_line() {
        Literal user = new Literal(" user:", 11);
        Literal assistant = new Literal("assistant: ", 30);
        Node choice = new Choice(List.of(new Branch(X, List.of(user))), List.of(assistant), 0);
        Template template = of(List.of(new Literal("a\n ", 0), choice, new Literal(" \nb", 50)))
                .template();

        assertThat(template.body())
                .containsExactly(
                        new Literal("a\n", 0),
                        new Choice(
                                List.of(new Branch(X, List.of(new Open(Speaker.USER, Map.of(), 12)))),
                                List.of(new Open(Speaker.ASSISTANT, Map.of(), 30)),
                                0),
                        new Literal("b", 52));
    }

    @Test
    void every_text_on_a_line_must_be_a_role() {
        List<Node> body = List.of(
                new Choice(
                        List.of(new Branch(X, List.of(new Literal("user:", 11)))),
                        List.of(new Literal("asistant", 30)),
                        0),
                new Literal("\n", 50));

        assertThat(of(body).template().body()).isEqualTo(body);
        assertThat(of(body).faults()).isEmpty();
    }

    @Test
    void a_role_in_two_pieces_is_none() {
        List<Node> body = List.of(new Literal("us", 0), new Literal("er:\n", 10));

        assertThat(of(body).template().body()).isEqualTo(body);
    }

    @Test
    void a_value_on_the_line_makes_it_text() {
        List<Node> before = List.of(new Insert(X), new Literal("user:\n", 5));
        List<Node> behind = List.of(new Literal("usr:", 0), new Insert(X), new Literal("\n", 9));

        assertThat(of(before).template().body()).isEqualTo(before);
        assertThat(of(behind).template().body()).isEqualTo(behind);
        assertThat(of(behind).faults()).isEmpty();
    }

    @Test
    void a_value_on_the_line_before_does_not() {
        List<Node> body = List.of(new Insert(X), new Literal("\nuser:\n", 5), new Insert(X));

        assertThat(Trees.written(of(body).template().body())).isEqualTo("{x}|\n|<USER>{x}");
    }

    @Test
    void a_line_goes_on_behind_a_loop_but_not_from_the_end_of_its_body_to_the_beginning() {
        Name variable = new Name("y", 7);
        Node loop = new Loop(variable, X, List.of(new Literal(":\nuser", 20)), 0);
        List<Node> none = List.of(new Literal("a\n", 0), loop, new Literal("\n", 40));
        Node second = new Loop(variable, X, List.of(new Literal("\nuser:", 20)), 0);
        List<Node> one = List.of(new Literal("a", 0), second, new Literal("  \nb", 40));

        assertThat(of(none).template().body()).isEqualTo(none);
        assertThat(of(one).template().body())
                .containsExactly(
                        new Literal("a", 0),
                        new Loop(variable, X, List.of(new Literal("\n", 20), new Open(Speaker.USER, Map.of(), 21)), 0),
                        new Literal("b", 43));
    }

    @Test
    void the_ends_of_messages_are_kept_where_there_are_no_roles_unless_it_is_a_prompty_file() {
        assertThat(RoleLines.parsed(text("\na\n"), List.of(), Speaker.USER).template())
                .isEqualTo(new Template(text("\na\n"), Speaker.USER, Edges.KEPT, List.of()));
        assertThat(RoleLines.parsed(text("\na\n"), List.of(), Speaker.SYSTEM).template())
                .isEqualTo(new Template(text("\na\n"), Speaker.SYSTEM, Edges.WITHOUT_NEWLINES, List.of()));
    }

    @Test
    void placeholders_of_the_braces_syntax_are_noted_with_their_places() {
        Template template =
                of("{a}\nuser:\nx {b.c:list} {{d}} {\"e\": 1} { f }").template();

        assertThat(template.literals())
                .containsExactly(
                        new Path(new Name("a", 1), List.of()),
                        new Path(new Name("b", 13), List.of(new Member("c", 15))));
    }

    @Test
    void faults_are_in_the_order_of_the_text() {
        SyntaxFault other = new SyntaxFault(SyntaxFault.Kind.SYNTAX, 3, "Other.", List.of());

        assertThat(RoleLines.parsed(text("ser:\n  \nusr:"), List.of(other), Speaker.USER)
                        .faults())
                .extracting(SyntaxFault::offset)
                .containsExactly(0, 3, 8);
    }

    @Test
    void empty_texts_are_dropped() {
        assertThat(of(List.of(new Literal("", 0), new Literal("user:\n", 0), new Literal("", 6)))
                        .template()
                        .body())
                .containsExactly(new Open(Speaker.USER, Map.of(), 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "user:\n",
                "usr:\n",
                "u",
                "user[",
                "user[a=",
                "user[a=1,\n",
                "user[a=\"\n",
                " ",
                "\r",
                "{a.",
                "#",
                "user[a=1:]"
            })
    void a_mebibyte_of_anything_is_read_at_once(String piece) {
        String text = piece.repeat((1 << 20) / piece.length());

        Parsed parsed = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> of(text));
        assertThat(parsed.faults()).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void a_line_of_very_many_pieces_is_read_at_once() {
        List<Node> pieces = new ArrayList<>();
        for (int i = 0; i < 300_000; i++) {
            pieces.add(new Literal("user:", 10 * i));
        }

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(of(pieces).template().body()).hasSize(300_000).allMatch(Open.class::isInstance));
    }

    private static List<Node> text(String text) {
        return List.of(new Literal(text, 0));
    }

    private static Parsed of(String text) {
        return of(text(text));
    }

    private static Parsed of(List<Node> body) {
        return RoleLines.parsed(body, List.of(), Speaker.USER);
    }
}
