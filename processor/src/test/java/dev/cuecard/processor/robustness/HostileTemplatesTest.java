package dev.cuecard.processor.robustness;

import static dev.cuecard.processor.kit.Problems.assertQuiet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Templates of hostile size and content compile, or give problems; they never crash a compiler. */
class HostileTemplatesTest {

    @OnEveryCompiler
    void characters_that_java_source_minds_are_kept(TestedCompiler compiler) {
        String text = "\u0001\u0008\f\u001a\u007f\u0085\u00a0\u2028\u2029\ufeff\ufffe\uffff \"\"\" \\u0041 "
                + "\\\\u0041 \\uuu \\u000a \\s \\"
                + " */ /** // @see {@code x} <p> &lt; \ud83d\ude00 \ud800 \udc00\ud800 \u0000 .";
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "{x}" + text, "String x();");

        assertThat(prompt.text("v")).isEqualTo("v" + text);
    }

    @OnEveryCompiler
    void a_template_that_ends_a_comment_or_begins_one_compiles(TestedCompiler compiler) {
        for (String text :
                new String[] {"*/ class X {", "\\u002a/ x", "/* */ /*", "{@code", "@", "<", "{@link {", "*\\u002f", "\\"
                }) {
            assertThat(CompiledPrompt.of(compiler, text, "").text()).isEqualTo(text);
        }
    }

    @OnEveryCompiler
    void a_template_too_long_for_one_constant_compiles(TestedCompiler compiler) {
        String part = "caf\u00e9 \u540d\u524d \ud83d\ude00\u0000 \"{ y}\" \\ ";
        String text = part.repeat(9000).strip();
        CompiledPrompt prompt = resource(compiler, "{x}" + text + "{x}", "String x();");

        assertThat(prompt.text("v")).isEqualTo("v" + text + "v");
        assertThat(prompt.with("v").info().template()).isEqualTo("{x}" + text + "{x}");
    }

    @OnEveryCompiler
    void a_literal_as_long_as_java_allows_compiles(TestedCompiler compiler) {
        String text = "{x}" + "a".repeat(65_534 - 3);
        CompiledPrompt prompt = CompiledPrompt.of(compiler, text, "String x();");

        assertThat(prompt.text("v")).isEqualTo("v" + text.substring(3));
    }

    @OnEveryCompiler
    void a_mebibyte_compiles(TestedCompiler compiler) {
        String line = "SYSTEM {\"a\": {\"b\": [1, 2, {}]}} {{n}} }{ ${x}\n";
        String text = line.repeat((1 << 20) / line.length()).strip();
        Compilation compilation = Project.on(compiler)
                .file("src/text.txt", text)
                .source(source("String x();"))
                .compile();

        assertThat(compilation.diagnostics()).as("A mebibyte").isEmpty();
        assertThat(compilation.load().call("demo.SamplePrompt", "of", "v")).isNotNull();
    }

    @OnEveryCompiler
    void many_placeholders_compile(TestedCompiler compiler) {
        CompiledPrompt prompt = resource(compiler, "{x},{y} ".repeat(5_000).strip(), "String x();\nint y();");

        assertThat(prompt.text("v", 7)).isEqualTo("v,7 ".repeat(5_000).strip());
    }

    @OnEveryCompiler
    void many_messages_compile(TestedCompiler compiler) {
        CompiledPrompt prompt = resource(compiler, "USER: {x}\nASSISTANT: ok\n".repeat(2_000), "String x();");

        assertThat(prompt.render("v")).hasSize(4_000);
    }

    @OnEveryCompiler
    void many_problems_are_told_without_end_in_sight_of_none(TestedCompiler compiler) {
        Compilation compilation = Project.on(compiler)
                .file("src/text.txt", "{nobody}\n".repeat(300))
                .source(source(""))
                .compile();

        assertThat(compilation.succeeded()).isFalse();
        assertThat(compilation.diagnostics())
                .isNotEmpty()
                .allSatisfy(diagnostic -> assertThat(diagnostic.id()).isEqualTo("unknown-input"));
    }

    @OnEveryCompiler
    void a_long_path_is_walked_or_refused(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "{node" + ".next".repeat(400) + ".name}", """
                Node node();

                class Node {
                    public Node next() {
                        return this;
                    }

                    public String name() {
                        return "end";
                    }
                }
                """);

        assertThat(prompt.text(prompt.classes().create("demo.Sample$Node"))).isEqualTo("end");
    }

    @OnEveryCompiler
    void deep_braces_and_long_lines_take_no_time(TestedCompiler compiler) {
        assertQuiet(Project.on(compiler)
                .file(
                        "src/text.txt",
                        "{".repeat(100_000) + "a.".repeat(100_000) + "}".repeat(100_000) + " ".repeat(100_000) + "x")
                .source(source(""))
                .compile());
        assertQuiet(Project.on(compiler)
                .file("src/text.txt", "{a:".repeat(100_000) + "{{a".repeat(100_000))
                .source(source(""))
                .compile());
    }

    @OnEveryCompiler
    void more_inputs_than_a_method_has_parameters_are_a_problem_of_the_prompt(TestedCompiler compiler) {
        String inputs =
                IntStream.range(0, 300).mapToObj(i -> "String x" + i + "();").collect(Collectors.joining("\n"));
        String template = IntStream.range(0, 300).mapToObj(i -> "{x" + i + "}").collect(Collectors.joining());
        Compilation compilation = Project.on(compiler)
                .source(CompiledPrompt.source(template, inputs))
                .compile();

        assertThat(compilation.diagnostics())
                .as(compilation.toString())
                .singleElement()
                .satisfies(diagnostic -> assertThat(diagnostic.id()).isEqualTo("declaration"));
    }

    @OnEveryCompiler
    void as_many_inputs_as_a_method_has_parameters_compile(TestedCompiler compiler) {
        String inputs =
                IntStream.range(0, 250).mapToObj(i -> "int x" + i + "();").collect(Collectors.joining("\n"));
        String template = IntStream.range(0, 250).mapToObj(i -> "{x" + i + "}").collect(Collectors.joining());
        CompiledPrompt prompt = CompiledPrompt.of(compiler, template, inputs);

        assertThat(prompt.text(IntStream.range(0, 250).boxed().toArray()))
                .isEqualTo(IntStream.range(0, 250).mapToObj(String::valueOf).collect(Collectors.joining()));
    }

    @OnEveryCompiler
    void a_byte_order_mark_of_a_file_is_not_text(TestedCompiler compiler) {
        CompiledPrompt prompt = resource(compiler, "\ufeffSYSTEM: a\nUSER: {x}", "String x();");

        assertThat(prompt.render("v")).extracting(message -> message.text()).containsExactly("a", "v");
    }

    private static CompiledPrompt resource(TestedCompiler compiler, String template, String members) {
        Project project = Project.on(compiler).file("src/text.txt", template.getBytes(StandardCharsets.UTF_8));
        return CompiledPrompt.of(project, source(members));
    }

    private static String source(String members) {
        return CompiledPrompt.source("text.txt", members).replace("template =", "resource =");
    }
}
