package dev.cuecard.processor.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;

/**
 * Sources as they are while someone writes them: the compiler complains, and the processor adds no failure of
 * its own.
 */
class HalfWrittenSourcesTest {

    @OnEveryCompiler
    void values_of_the_annotation_that_make_no_sense(TestedCompiler compiler) {
        for (String values : new String[] {
            "template = Nowhere.TEXT, model = \"gpt-4o\"",
            "template = \"hi\" + , model = \"gpt-4o\"",
            "template = 5, model = \"gpt-4o\"",
            "template = \"hi {x\", model = null",
            "template = {\"a\", \"b\"}, model = \"gpt-4o\"",
            "template = \"hi\", model = \"gpt-4o\", temperature = \"warm\"",
            "template = \"hi\", model = \"gpt-4o\", temperature = 1 / 0",
            "template = \"hi\", model = \"gpt-4o\", syntax = TemplateSyntax.NOPE",
            "template = \"hi\", model = \"gpt-4o\", stop = {null, 1}",
            "template = \"hi\", model = \"gpt-4o\", unknown = 1",
            "template = \"hi\", template = \"ho\", model = \"gpt-4o\"",
            "template = text(), model = \"gpt-4o\"",
        }) {
            assertOnlyTheCompilerFails(compiler, "@dev.cuecard.Prompt(" + values + ")\npublic interface Sample {}\n");
        }
    }

    @OnEveryCompiler
    void types_that_do_not_exist_or_do_not_fit(TestedCompiler compiler) {
        for (String body : new String[] {
            "interface Sample extends Sample { String x(); }",
            "interface Sample extends Nowhere<String> { String x(); }",
            "interface Sample extends String { String x(); }",
            "interface Sample { Nowhere x(); String x(); }",
            "interface Sample { java.util.List<Nowhere[]> x(); }",
            "interface Sample { java.util.Map<String> x(); }",
            "interface Sample { String<Integer> x(); }",
            "interface Sample { String x(); int x(); }",
            "interface Sample { @dev.cuecard.Default(Nowhere.X) String x(); }",
            "interface Sample { @dev.cuecard.Default String x(); }",
            "interface Sample { @Nowhere String x(); }",
            "interface Sample { java.util.Optional<? super Nowhere> x(); }",
        }) {
            assertOnlyTheCompilerFails(
                    compiler,
                    "@dev.cuecard.Prompt(model = \"gpt-4o\", template = \"{x.y} {x}\")\npublic " + body + "\n");
        }
    }

    @OnEveryCompiler
    void two_interfaces_of_one_name(TestedCompiler compiler) {
        String prompt = "@dev.cuecard.Prompt(model = \"gpt-4o\", template = \"hi\")\ninterface Sample {}\n";

        assertOnlyTheCompilerFails(compiler, prompt + prompt);
    }

    @OnEveryCompiler
    void a_class_that_has_the_generated_name_already(TestedCompiler compiler) {
        Compilation compilation = Project.on(compiler)
                .source("package demo;\n@dev.cuecard.Prompt(model = \"gpt-4o\", template = \"hi\")\npublic "
                        + "interface Sample {}\n")
                .source("package demo;\nfinal class SamplePrompt {}\n")
                .compile();

        assertThat(compilation.succeeded()).isFalse();
        assertThat(compilation.diagnostics())
                .as(compilation.toString())
                .singleElement()
                .satisfies(diagnostic -> assertThat(diagnostic.message())
                        .contains("SamplePrompt")
                        .doesNotContain("Exception"));
    }

    private static void assertOnlyTheCompilerFails(TestedCompiler compiler, String source) {
        Compilation compilation = Project.on(compiler)
                .sourceAt("demo/Sample.java", "package demo;\nimport dev.cuecard.*;\n" + source)
                .compile();

        assertThat(compilation.succeeded()).as(source).isFalse();
        assertThat(compilation.diagnostics())
                .as(compilation.toString())
                .anySatisfy(diagnostic -> assertThat(diagnostic.id()).isEmpty())
                .noneSatisfy(diagnostic -> assertThat(diagnostic.message()).containsAnyOf("Exception", "report"));
    }
}
