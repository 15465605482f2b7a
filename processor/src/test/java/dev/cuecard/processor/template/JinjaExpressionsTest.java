package dev.cuecard.processor.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.template.Template.Constant;
import dev.cuecard.processor.template.Template.Insert;
import dev.cuecard.processor.template.Template.Logic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JinjaExpressionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "a                     # a@3",
                "a.b . c               # a@3.b@5.c@9",
                "a[0]['k'][b.c].d      # a@3[0@5]['k'@8][b@13.c@15].d@18",
                "a.in.not              # a@3.in@5.not@8",
                "a[b or c]             # a@3[or(b@5, c@10)]",
                "a | f                 # (a@3 | f@7)",
                "a|f|g(1, b)           # ((a@3 | f@5) | g@7(1@9, b@12))",
                "'x' | f(a | g)        # ('x'@3 | f@9((a@11 | g@15)))",
                "a == b                # (a@3 == b@8)",
                "a != -1               # (a@3 != -1@8)",
                "a < b                 # (a@3 < b@7)",
                "a > b                 # (a@3 > b@7)",
                "a <= b                # (a@3 <= b@8)",
                "a >= b                # (a@3 >= b@8)",
                "a in b                # (a@3 in b@8)",
                "a not in b            # not@3((a@3 in b@12))",
                "not a in b            # not@3((a@7 in b@12))",
                "not a not in b        # not@3(not@7((a@7 in b@16)))",
                "a == b | f            # (a@3 == (b@8 | f@12))",
                "not a | f             # not@3((a@7 | f@11))",
                "not not a             # not@3(not@7(a@11))",
                "a or b or c           # or(a@3, b@8, c@13)",
                "a and b and c         # and(a@3, b@9, c@15)",
                "a or b and c or d     # or(a@3, and(b@8, c@14), d@19)",
                "(a or b) and c        # and(or(a@4, b@9), c@16)",
                "a or (b or c)         # or(a@3, or(b@9, c@14))",
                "not (a and b)         # not@3(and(a@8, b@14))",
                "((a)) | f             # (a@5 | f@11)",
                "(a < b) == c          # ((a@4 < b@8) == c@14)",
                "a and not b == c      # and(a@3, not@9((b@13 == c@18)))",
                "loop.index            # loop@3.index@8",
                "$x._y                 # $x@3._y@6"
            })
    void expressions_are_grouped_by_the_grammar(String written, String expected) {
        String text = "{{ " + written + " }}";

        assertThat(JinjaShapes.faults(text)).isEmpty();
        assertThat(JinjaShapes.shape(text)).isEqualTo("{" + expected + "}");
    }

    @Test
    void constants_have_values_of_java() {
        assertThat(constant("12")).isEqualTo(new Constant(12L, "12", 3));
        assertThat(constant("-9223372036854775808").value()).isEqualTo(Long.MIN_VALUE);
        assertThat(constant("0.50")).isEqualTo(new Constant(0.5, "0.50", 3));
        assertThat(constant("-1.0")).isEqualTo(new Constant(-1.0, "-1.0", 3));
        assertThat(constant("true")).isEqualTo(new Constant(true, "true", 3));
        assertThat(constant("false")).isEqualTo(new Constant(false, "false", 3));
        assertThat(constant("null")).isEqualTo(new Constant(null, "null", 3));
        assertThat(constant("'a\"b'")).isEqualTo(new Constant("a\"b", "'a\"b'", 3));
        assertThat(constant("\"\"")).isEqualTo(new Constant("", "\"\"", 3));
        assertThat(constant("'}} %} {{ \n'").value()).isEqualTo("}} %} {{ \n");
    }

    @Test
    void escapes_mean_what_they_mean_in_python() {
        assertThat(constant("'\\n\\t\\r\\\\\\'\\\"n'"))
                .isEqualTo(new Constant("\n\t\r\\'\"n", "'\\n\\t\\r\\\\\\'\\\"n'", 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "                # 4 # A value is missing before the tag ends.",
                "a |             # 7 # The name of a filter is missing before the tag ends.",
                "a | 'f'         # 7 # The name of a filter is missing before ''f''.",
                "a || b          # 5 # '||' is not written so in a template.",
                "a && b          # 5 # '&&' is not written so in a template.",
                "!a              # 3 # '!' is not written so in a template.",
                "a = b           # 5 # '=' is not written so in a template.",
                "a === b         # 7 # '=' is not written so in a template.",
                "None            # 3 # 'None' is not written so in a template.",
                "a == none       # 8 # 'none' is not written so in a template.",
                "True            # 3 # 'True' is not written so in a template.",
                "a or False      # 8 # 'False' is not written so in a template.",
                "a.              # 6 # The name of a property is missing before the tag ends.",
                "a..b            # 5 # The name of a property is missing before '.'.",
                "a.0             # 5 # An index does not stand behind a point.",
                ".a              # 3 # A value is missing before '.'.",
                "a[]             # 5 # A value is missing before ']'.",
                "a[0             # 7 # A ']' is missing before the tag ends.",
                "a[1:2]          # 6 # ':' cannot stand behind what comes before it.",
                "a[:2]           # 5 # A value is missing before ':'.",
                "'a'.b           # 6 # '.' cannot stand behind what comes before it.",
                "(a)[0]          # 6 # '[' cannot stand behind what comes before it.",
                "(a              # 6 # A ')' is missing before the tag ends.",
                "a)              # 4 # ')' cannot stand behind what comes before it.",
                "(a, b)          # 3 # There are no tuples.",
                "a, b            # 4 # ',' cannot stand behind what comes before it.",
                "[a]             # 3 # There are no lists written in templates.",
                "{'a': b}        # 3 # There are no maps written in templates.",
                "a in [b]        # 8 # There are no lists written in templates.",
                "a + b           # 5 # Templates cannot calculate: '+' is no operator here.",
                "a - 1           # 5 # Templates cannot calculate: '-' is no operator here.",
                "a -1            # 5 # Templates cannot calculate: '-' is no operator here.",
                "a*b             # 4 # Templates cannot calculate: '*' is no operator here.",
                "a / b           # 5 # Templates cannot calculate: '/' is no operator here.",
                "a // b          # 5 # Templates cannot calculate: '//' is no operator here.",
                "a % b           # 5 # Templates cannot calculate: '%' is no operator here.",
                "a ** b          # 5 # Templates cannot calculate: '**' is no operator here.",
                "a ~ b           # 5 # Texts cannot be joined by '~'.",
                "- a             # 3 # Templates cannot calculate: '-' is no operator here.",
                "+1              # 3 # Templates cannot calculate: '+' is no operator here.",
                "- 1             # 3 # Templates cannot calculate: '-' is no operator here.",
                "a is defined    # 5 # 'is' cannot stand behind what comes before it.",
                "a if b else c   # 5 # 'if' cannot stand behind what comes before it.",
                "a not b         # 5 # 'not' cannot stand behind what comes before it.",
                "a b             # 5 # 'b' cannot stand behind what comes before it.",
                "a or            # 8 # A value is missing before the tag ends.",
                "and a           # 3 # A value is missing before 'and'.",
                "a < b < c       # 9 # What is compared already cannot be compared again.",
                "a < b not in c  # 9 # What is compared already cannot be compared again.",
                "range(3)        # 3 # There is no function 'range': templates call none.",
                "a.b.size()      # 7 # Templates do not call 'size': nothing is written in parentheses there.",
                "a | f()         # 8 # These parentheses hold no arguments.",
                "a | f(x=1)      # 10 # The arguments of a filter have no names.",
                "a | f(1,)       # 11 # A value is missing before ')'.",
                "a | f(1)(2)     # 11 # '(' cannot stand behind what comes before it.",
                "'a' 'b'         # 7 # ''b'' cannot stand behind what comes before it.",
                "'a\\db'         # 5 # There is no escape '\\d'.",
                "a | f('x\\u1')  # 11 # There is no escape '\\u'.",
                "'a              # 3 # Nothing closes the text that this quote opens.",
                "\u201ca\u201d   # 3 # \u201c is no quote.",
                "1e5             # 3 # '1e5' is not a number.",
                "1.              # 4 # '.' cannot stand behind what comes before it.",
                "9223372036854775808 # 3 # The number '9223372036854775808' is too large.",
                "a == -9223372036854775809 # 8 # The number '-9223372036854775809' is too large.",
                "a @ b           # 5 # '@' cannot stand behind what comes before it."
            })
    void what_is_no_expression_has_a_fault_at_the_very_word(String written, int offset, String sentence) {
        String text = "{{ " + (written == null ? "" : written) + " }}";

        assertThat(JinjaShapes.faults(text)).hasSize(1).first().satisfies(fault -> {
            assertThat(fault.sentence()).isEqualTo(sentence);
            assertThat(fault.offset()).isEqualTo(offset);
            assertThat(fault.kind()).isEqualTo(SyntaxFault.Kind.SYNTAX);
            assertThat(fault.details()).isNotEmpty().allMatch(line -> line.endsWith(".") || line.endsWith("]"));
        });
        assertThat(JinjaShapes.nodes(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "a.b + 1    # a.b",
                "a.         # a",
                "a.b.size() # a",
                "range(a)   #",
                "a[b(1)]    # a",
                "1 + a      #",
                "a is none  # a",
                "a or b + 1 # a",
                "a | f(     # a"
            })
    void a_fault_names_the_path_before_it(String written, String named) {
        SyntaxFault fault = JinjaShapes.faults("{{ " + written + " }}").get(0);

        assertThat(fault.named().map(Template.Path::toString).orElse(null)).isEqualTo(named);
    }

    @Test
    void advice_names_what_to_write() {
        assertThat(detail("a = b")).isEqualTo("Write '==' instead.");
        assertThat(detail("None")).isEqualTo("Write 'null' instead.");
        assertThat(detail("a + b")).contains("default method");
        assertThat(detail("a is none")).contains("x == null");
        assertThat(detail("a.0")).contains("items[0]");
        assertThat(detail("a[1:2]")).contains("no slices");
    }

    @Test
    void a_number_beyond_a_double_is_too_large() {
        String number = "9".repeat(400) + ".0";

        assertThat(JinjaShapes.faults("{{ " + number + " }}"))
                .extracting(SyntaxFault::sentence)
                .containsExactly("The number '" + "9".repeat(40) + "...' is too large.");
    }

    @Test
    void expressions_nest_a_hundred_deep_and_no_deeper() {
        assertThat(JinjaShapes.faults("{{ " + "(".repeat(100) + "a" + ")".repeat(100) + " }}"))
                .isEmpty();
        assertThat(JinjaShapes.faults("{{ " + "not ".repeat(100) + "a }}")).isEmpty();
        assertThat(JinjaShapes.faults("{{ " + "a[".repeat(100) + "0" + "]".repeat(100) + " }}"))
                .isEmpty();
        assertThat(tooDeep("(".repeat(101))).isEqualTo(103);
        assertThat(tooDeep("not ".repeat(101))).isEqualTo(403);
        assertThat(tooDeep("a[".repeat(101))).isEqualTo(204);
        assertThat(tooDeep("a|f(".repeat(101))).isEqualTo(406);
    }

    @Test
    void depth_is_what_is_open_not_what_was() {
        assertThat(JinjaShapes.faults("{{ " + "(a) or not a[0] | f(b) or ".repeat(60) + "a }}"))
                .isEmpty();
    }

    @Test
    void an_expression_has_five_hundred_parts_and_no_more() {
        assertThat(JinjaShapes.faults("{{ a" + " or a".repeat(500) + " }}")).isEmpty();
        Insert insert =
                (Insert) JinjaShapes.nodes("{{ a" + " or a".repeat(500) + " }}").get(0);
        assertThat(((Logic) insert.value()).operands()).hasSize(501);
        for (String part : List.of(" or a", " and a", "|f", ".a", "[0]")) {
            assertThat(JinjaShapes.faults("{{ a" + part.repeat(501) + " }}"))
                    .extracting(SyntaxFault::sentence)
                    .containsExactly("An expression has at most 500 operators, filters, steps and arguments.");
        }
        assertThat(JinjaShapes.faults("{{ a|f(1" + ",1".repeat(500) + ") }}")).hasSize(1);
    }

    private static int tooDeep(String written) {
        List<SyntaxFault> faults = JinjaShapes.faults("{{ " + written);
        List<SyntaxFault> closed = JinjaShapes.faults("{{ " + written + " }}");
        assertThat(faults).extracting(SyntaxFault::sentence).containsExactly("Nothing closes this '{{'.");
        assertThat(closed).extracting(SyntaxFault::sentence).containsExactly("Expressions nest at most 100 deep.");
        return closed.get(0).offset();
    }

    private static String detail(String written) {
        return JinjaShapes.faults("{{ " + written + " }}").get(0).details().get(0);
    }

    private static Constant constant(String written) {
        String text = "{{ " + written + " }}";
        assertThat(JinjaShapes.faults(text)).isEmpty();
        return (Constant) ((Insert) JinjaShapes.nodes(text).get(0)).value();
    }
}
