package dev.cuecard.processor.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.cuecard.processor.source.StringExpression.Origin;
import java.io.IOException;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class StringExpressionTest {

    private static final String BEFORE = "class A { String s = ";

    @Test
    void literals_joined_by_plus_are_taken_apart() {
        String written = "\"a\" + /* \"no\" */ (\"\\t{b}\" // \"no\"\n + \"\"\"\n   c\n   {d}\"\"\")";

        assertThat(origin(written, "a\t{b}c\n{d}", "{b}")).isEqualTo(exact(written.indexOf("{b}")));
        assertThat(origin(written, "a\t{b}c\n{d}", "{d}")).isEqualTo(exact(written.indexOf("{d}")));
    }

    @Test
    void numbers_and_characters_count_with_the_text_they_become() {
        String written = "1 + 'x' + \"{a}\" + 2.0 + true + \"{b}\"";

        assertThat(origin("\"\" + " + written, "1x{a}2.0true{b}", "{b}")).isEqualTo(exact(5 + written.indexOf("{b}")));
    }

    @Test
    void numbers_that_are_added_up_are_not_taken_for_their_digits() {
        assertThat(origin("1 + 2 + \"{a}\"", "3{a}", "{a}")).isEqualTo(near(0));
    }

    @Test
    void the_text_of_a_constant_is_found_by_what_is_around_it() {
        String written = "\"{a} \" + Names.TEXT + \" {a}\"";

        assertThat(origin(written, "{a} {x} {a} {a}", "{x}")).isEqualTo(near(written.indexOf("Names")));
        assertThat(StringExpressionTest.origin(written, "{a} {x} {a} {a}", 12))
                .isEqualTo(exact(written.lastIndexOf("{a}")));
    }

    @Test
    void a_literal_between_constants_is_found_where_it_occurs_but_once() {
        String written = "HEAD + \" {a} \" + FOOT";

        assertThat(origin(written, "1 {a} 2", "{a}")).isEqualTo(exact(written.indexOf("{a}")));
        assertThat(origin(written, "1 {a} {a} 2", "{a}")).isEqualTo(near(0));
    }

    @Test
    void what_two_constants_hold_cannot_be_told_apart() {
        assertThat(origin("ONE + TWO", "{a}{b}", "{a}")).isEqualTo(near(0));
        assertThat(origin("ONE + TWO", "{a}{b}", "{b}")).isEqualTo(near(0));
    }

    private static Origin exact(int offset) {
        return new Origin(BEFORE.length() + offset, true);
    }

    private static Origin near(int offset) {
        return new Origin(BEFORE.length() + offset, false);
    }

    private static Origin origin(String written, String whole, String at) {
        return origin(written, whole, whole.indexOf(at));
    }

    private static Origin origin(String written, String whole, int offset) {
        String source = BEFORE + written + "; }";
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, null, null, List.of(new ParsedSource.Text(source)));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            ClassTree type = (ClassTree) unit.getTypeDecls().get(0);
            return StringExpression.of(
                            ((VariableTree) type.getMembers().get(0)).getInitializer(),
                            whole,
                            source,
                            unit,
                            Trees.instance(task).getSourcePositions())
                    .origin(offset);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
