package dev.cuecard.processor.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.template.Includes.Included;
import dev.cuecard.processor.template.Includes.NotFound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JinjaIncludesTest {

    /** Files by their names; each has its own range of offsets. */
    private record Files(Map<String, String> texts, List<String> asked) implements Includes {

        static Files of(Map<String, String> texts) {
            return new Files(texts, new ArrayList<>());
        }

        @Override
        public Included find(String path, String from) throws NotFound {
            asked.add(from + ">" + path);
            String text = texts.get(path);
            if (text == null) {
                throw new NotFound("There is no file " + path + ".", List.of("Looked into parts/."));
            }
            return new Included("/" + path, text, 1000 * (path.charAt(0) - 'a' + 1));
        }
    }

    @Test
    void a_file_stands_in_the_place_of_its_tag() {
        Files files = Files.of(Map.of("a", "A{{ x }}{% if y %}{% include \"b\" %}{% endif %}\n", "b", "B"));
        String text = "1 {%- include 'a' -%} 2{% include \"b\" %}";

        assertThat(JinjaShapes.shape(JinjaShapes.nodes(text, files)))
                .isEqualTo("'1'@0 'A'@1000 {x@1004} if@1011 y@1014 ['B'@2000] '\\n'@1046 '2'@22 'B'@2000");
        assertThat(files.asked()).containsExactly(">a", "/a>b", ">b");
        assertThat(JinjaShapes.faults(text, files)).isEmpty();
    }

    @Test
    void the_variables_of_a_loop_hold_in_what_it_includes() {
        Files files = Files.of(Map.of("a", "{{ x }}"));

        assertThat(JinjaShapes.shape(JinjaShapes.nodes("{% for x in xs %}{% include 'a' %}{% endfor %}", files)))
                .isEqualTo("for@3 x@7 in xs@12 [{x@1003}]");
    }

    @Test
    void a_file_that_is_not_there_is_a_fault_at_its_path() {
        assertThat(JinjaShapes.faults("x {% include 'n' %} {% include 'm' %}", Files.of(Map.of())))
                .containsExactly(
                        new SyntaxFault(
                                SyntaxFault.Kind.INCLUDE, 14, "There is no file n.", List.of("Looked into parts/.")),
                        new SyntaxFault(
                                SyntaxFault.Kind.INCLUDE, 32, "There is no file m.", List.of("Looked into parts/.")));
    }

    @Test
    void a_file_that_includes_itself_is_a_fault_that_shows_how() {
        Files files = Files.of(Map.of("a", "{% include 'b' %}", "b", "{% include 'c' %}", "c", "C {% include 'b' %}"));

        assertThat(JinjaShapes.faults("{% include 'a' %}", files))
                .hasSize(1)
                .first()
                .satisfies(fault -> {
                    assertThat(fault.kind()).isEqualTo(SyntaxFault.Kind.INCLUDE);
                    assertThat(fault.offset()).isEqualTo(3000 + 14);
                    assertThat(fault.sentence()).isEqualTo("The file /b includes itself: /b -> /c -> /b.");
                });
        assertThat(JinjaShapes.shape(JinjaShapes.nodes("{% include 'a' %}", files)))
                .isEqualTo("'C '@3000");
    }

    @Test
    void a_file_may_be_included_twice_and_has_its_faults_once() {
        Files files = Files.of(Map.of("a", "{{ x y }}"));

        assertThat(JinjaShapes.faults("{% include 'a' %}{% include 'a' %}", files))
                .extracting(SyntaxFault::offset)
                .containsExactly(1005);
    }

    @Test
    void the_blocks_of_a_file_begin_and_end_in_it() {
        Files files = Files.of(Map.of("a", "{% if x %}", "b", "{% endif %}{% else %}"));

        assertThat(JinjaShapes.faults("{% if y %}{% include 'a' %}{% include 'b' %}{% endif %}", files))
                .extracting(SyntaxFault::offset)
                .containsExactly(1003, 2003, 2014);
    }

    @Test
    void includes_nest_twenty_deep_and_no_deeper() {
        Includes endless = (path, from) -> new Included(path, "{% include '" + path + "x' %}", 1000 * path.length());

        assertThat(JinjaShapes.faults("{% include 'x' %}", endless))
                .hasSize(1)
                .first()
                .satisfies(fault -> {
                    assertThat(fault.kind()).isEqualTo(SyntaxFault.Kind.INCLUDE);
                    assertThat(fault.offset()).isEqualTo(20_000 + 12);
                    assertThat(fault.sentence()).isEqualTo("Includes nest at most 20 deep.");
                    assertThat(fault.details().get(0)).contains("x -> xx -> xxx");
                });
    }

    @Test
    void blocks_around_an_include_count_for_those_in_it() {
        Files files = Files.of(Map.of("a", "{% if x %}{% if y %}{% endif %}{% endif %}"));
        String open = "{% if z %}".repeat(99);
        String close = "{% endif %}".repeat(99);

        assertThat(JinjaShapes.faults(open + "{% include 'a' %}" + close, files))
                .extracting(SyntaxFault::offset)
                .containsExactly(1013);
    }

    @Test
    void the_included_texts_are_four_mebi_characters_at_most() {
        String mebi = "x".repeat(1 << 20);
        Files files = Files.of(Map.of("a", mebi, "b", "."));
        String four = "{% include 'a' %}".repeat(4);

        assertThat(JinjaShapes.faults(four, files)).isEmpty();
        assertThat(JinjaShapes.faults(four + "{% include 'b' %}".repeat(3), files))
                .hasSize(1)
                .first()
                .satisfies(fault -> {
                    assertThat(fault.kind()).isEqualTo(SyntaxFault.Kind.INCLUDE);
                    assertThat(fault.offset()).isEqualTo(4 * 17 + 12);
                    assertThat(fault.sentence()).startsWith("The included files are too large");
                });
    }
}
