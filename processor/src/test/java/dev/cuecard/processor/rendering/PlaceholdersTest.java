package dev.cuecard.processor.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.nio.CharBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What opens a placeholder in BRACES, what does not, and the paths that a placeholder may walk. */
class PlaceholdersTest {

    @OnEveryCompiler
    void a_placeholder_becomes_the_text_of_its_input(TestedCompiler compiler) {
        CompiledPrompt prompt =
                CompiledPrompt.of(compiler, "{count} {fruit}s, {count} pies", "String fruit();\nint count();");

        assertThat(prompt.text("apple", 3)).isEqualTo("3 apples, 3 pies");
    }

    @OnEveryCompiler
    void placeholders_may_touch_each_other_and_the_ends(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "{a}{b}{a}", "String a();\nString b();");

        assertThat(prompt.text("x", "")).isEqualTo("xx");
        assertThat(prompt.text("", "")).isEmpty();
    }

    @OnEveryCompiler
    void a_template_may_be_text_alone(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "Tell me a joke.", "");

        assertThat(prompt.text()).isEqualTo("Tell me a joke.");
    }

    @OnEveryCompiler
    void json_needs_no_escaping(TestedCompiler compiler) {
        String template = """
                Answer like {"a": {"b": 1}, "list": [{"c": "{name}"}], "empty": {}}
                or {'name': "x"} or {"name":"{name}"}.""";
        CompiledPrompt prompt = CompiledPrompt.of(compiler, template, "String name();");

        assertThat(prompt.text("Ann"))
                .isEqualTo("Answer like {\"a\": {\"b\": 1}, \"list\": [{\"c\": \"Ann\"}], \"empty\": {}}\n"
                        + "or {'name': \"x\"} or {\"name\":\"Ann\"}.");
    }

    @OnEveryCompiler
    void a_brace_before_anything_but_an_identifier_path_is_text(TestedCompiler compiler) {
        String literal = "{} { } {0} {1a} { name } {name } { name} {a-b} {a b} {.a} {a.} {a..b} {a,b} {name!} {name?}"
                + " {a()} {*} {name:} {:list} {name:1} {id:1} {name: list} {name:list2} {name:a:b} {a\nb} } }} {";
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "{name} " + literal, "String name();");

        assertThat(prompt.text("Ann")).isEqualTo("Ann " + literal);
    }

    @OnEveryCompiler
    void an_unclosed_placeholder_is_text(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "{name} and {name", "String name();");

        assertThat(prompt.text("Ann")).isEqualTo("Ann and {name");
    }

    @OnEveryCompiler
    void doubled_braces_around_a_name_are_single_braces(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "{name} writes {{title}} and {{a.b}}", "String name();");

        assertThat(prompt.text("Ann")).isEqualTo("Ann writes {title} and {a.b}");
    }

    @OnEveryCompiler
    void a_dollar_before_a_placeholder_is_a_dollar(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "It costs ${price}, $5, $ or $$.", "int price();");

        assertThat(prompt.text(9)).isEqualTo("It costs $9, $5, $ or $$.");
    }

    @OnEveryCompiler
    void format_directives_and_backslashes_are_text(TestedCompiler compiler) {
        String literal = "100% %s %n $L $S $$ \\n \\ \" ' ''' \"\"\" \t / */ // /* <b> & \u00e9 \ud83d\ude00 \u2028";
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "{name}" + literal + "|", "String name();");

        assertThat(prompt.text("%s$1\\")).isEqualTo("%s$1\\" + literal + "|");
    }

    @OnEveryCompiler
    void names_may_be_any_identifiers_of_java(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(
                compiler,
                "{gr\u00f6\u00dfe} {_x} {$y} {x1} {\u540d\u524d}",
                "int gr\\u00f6\\u00dfe();\nint _x();\nint $y();\nint x1();\nString \\u540d\\u524d();");

        assertThat(prompt.text(1, 2, 3, 4, "n")).isEqualTo("1 2 3 4 n");
    }

    @OnEveryCompiler
    void a_path_walks_records_getters_and_plain_accessors(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(
                compiler,
                "{order.customer.name}, {order.customer.address.city}: {order.customer.loyal}, {order.total}",
                """
                Order order();

                record Order(Customer customer) {
                    public int getTotal() {
                        return 7;
                    }
                }

                class Customer {
                    public String getName() {
                        return "Ann";
                    }

                    public boolean isLoyal() {
                        return true;
                    }

                    public Address address() {
                        return () -> "Bonn";
                    }
                }

                interface Address {
                    String city();
                }
                """);
        Object customer = prompt.classes().create("demo.Sample$Customer");
        Object order = prompt.classes().create("demo.Sample$Order", customer);

        assertThat(prompt.text(order)).isEqualTo("Ann, Bonn: true, 7");
    }

    @OnEveryCompiler
    void a_path_walks_inherited_and_generic_properties(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "{box.value.name} {box.label}", """
                Box<Person> box();

                record Person(String name) {}

                abstract class Labelled {
                    public String getLabel() {
                        return "L";
                    }
                }

                class Box<T> extends Labelled {
                    private final T value;

                    public Box(T value) {
                        this.value = value;
                    }

                    public T value() {
                        return value;
                    }
                }
                """);
        Object person = prompt.classes().create("demo.Sample$Person", "Ann");
        Object box = prompt.classes().create("demo.Sample$Box", person);

        assertThat(prompt.text(box)).isEqualTo("Ann L");
    }

    @OnEveryCompiler
    void a_path_takes_the_keys_of_a_map(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(
                compiler,
                "{ages.ann} {people.bob.name}",
                "Map<String, Integer> ages();\nMap<String, Person> people();\nrecord Person(String name) {}");
        Object bob = prompt.classes().create("demo.Sample$Person", "Bob");

        assertThat(prompt.text(Map.of("ann", 7), Map.of("bob", bob))).isEqualTo("7 Bob");
    }

    @OnEveryCompiler
    void a_default_method_is_a_computed_input(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "{greeting}! {shout}", """
                String name();

                default String greeting() {
                    return "Hello " + name();
                }

                default String getShout() {
                    return name().toUpperCase(Locale.ROOT);
                }
                """);

        assertThat(prompt.text("Ann")).isEqualTo("Hello Ann! ANN");
    }

    @OnEveryCompiler
    void a_default_method_that_fills_an_inherited_input_is_no_input(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("package demo;\npublic interface Named {\n  String name();\n}\n");
        String source = CompiledPrompt.source(
                        "{name} {age}", "int age();\n@Override default String name() { return \"N\"; }")
                .replace("interface Sample", "interface Sample extends Named");

        CompiledPrompt prompt = CompiledPrompt.of(project, source);

        assertThat(prompt.text(5)).isEqualTo("N 5");
    }

    @OnEveryCompiler
    void a_list_is_joined_with_line_ends_and_lists_with_blank_lines(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(
                compiler,
                "Items:\n{items:list}\nGroups:\n{groups:lists}",
                "List<String> items();\nCollection<List<Integer>> groups();");

        assertThat(prompt.text(List.of("a", "b", "c"), List.of(List.of(1, 2), List.of(3))))
                .isEqualTo("Items:\na\nb\nc\nGroups:\n1\n2\n\n3");
        assertThat(prompt.text(List.of("a"), List.of(List.of(1)))).isEqualTo("Items:\na\nGroups:\n1");
        assertThat(prompt.text(List.of(), List.of())).isEqualTo("Items:\n\nGroups:\n");
    }

    @OnEveryCompiler
    void a_list_may_stand_at_the_end_of_a_path_and_hold_any_sanctioned_type(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(
                compiler,
                "{basket.prices:list}|{basket.names:list}",
                "Basket basket();\nrecord Basket(Set<Double> prices, Iterable<? extends CharSequence> names) {}");
        Object basket = prompt.classes()
                .create(
                        "demo.Sample$Basket",
                        new LinkedHashSet<>(List.of(1.0, 2.5)),
                        List.of("x", CharBuffer.wrap("y")));

        assertThat(prompt.text(basket)).isEqualTo("1\n2.5|x\ny");
    }
}
