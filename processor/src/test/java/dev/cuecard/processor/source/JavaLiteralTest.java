package dev.cuecard.processor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaLiteralTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"plain\"",
                "\"\\t\\b\\f\\r\\n\\s\\\\ \\' \\\"\"",
                "\"\\0 \\7 \\12 \\377 \\400 \\18\"",
                "\"\\u0041\\uuu0042 \\\\u0043 \\u005cn \\u005c\\u005c\"",
                "\"\\\\\\u0041 \\u00e9 \\ud83d\\ude00\"",
                "\"\"\"\n\"\"\"",
                "\"\"\"\n    a\n      b\n    c\"\"\"",
                "\"\"\"\n    a\n      b\n   c\n  \"\"\"",
                "\"\"\"  \t\r\n    a\r\n\r\n      b  \r\n    \"\"\"",
                "\"\"\"\n    one \\\n    line\\s\\s  \n    \\tand \\\"\"\" more \"\"quotes\"\n    \"\"\"",
                "\"\"\"\n\ttabs\n\t\tin\n\tfront\n\t\"\"\"",
                "\"\"\"\n    \\u0041\\u0020\n    \\u0022\"\n   \"\"\"",
            })
    void it_decodes_as_javac_does(String written) {
        JavaLiteral literal = JavaLiteral.at("x = " + written + ";", 4);

        assertThat(literal.text()).isEqualTo(decodedByJavac(written));
        assertThat(literal.end()).isEqualTo(4 + written.length());
    }

    @Test
    void it_knows_where_characters_behind_escapes_were_written() {
        String source = "\"\\n\\u0041b\\\\{c}\"";
        JavaLiteral literal = JavaLiteral.at(source, 0);

        assertThat(literal.text()).isEqualTo("\nAb\\{c}");
        assertThat(literal.origin(1)).isEqualTo(source.indexOf("\\u0041"));
        assertThat(literal.origin(5)).isEqualTo(source.indexOf('c'));
        assertThat(literal.origin(literal.text().length())).isEqualTo(source.lastIndexOf('"'));
    }

    @Test
    void it_knows_where_characters_behind_indentation_were_written() {
        String source = "\"\"\"\r\n\t  first\r\n\t    {second} \\\r\n\t  third\r\n\t  \"\"\"";
        JavaLiteral literal = JavaLiteral.at(source, 0);

        assertThat(literal.text()).isEqualTo("first\n  {second} third\n");
        for (String word : List.of("first", "second", "third")) {
            assertThat(literal.origin(literal.text().indexOf(word))).isEqualTo(source.indexOf(word));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "\"open", "\"open\\", "\"\"\"", "\"\"\"\nopen", "\"\"\"\n\\", "\"\\u00\""})
    void what_is_no_literal_is_refused(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> JavaLiteral.at(written, 0));
    }

    private static Object decodedByJavac(String written) {
        String source = "class A { String s = " + written + "; }";
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, null, null, List.of(new ParsedSource.Text(source)));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            ClassTree type = (ClassTree) unit.getTypeDecls().get(0);
            return ((LiteralTree) ((VariableTree) type.getMembers().get(0)).getInitializer()).getValue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
