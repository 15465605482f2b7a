package dev.cuecard.processor.reporting;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problem.warning;
import static dev.cuecard.processor.kit.Problems.assertProblems;

import dev.cuecard.TemplateSyntax;
import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;

/** Each problem that a template of MUSTACHE can have: its id, its place, what its message names. */
class MustacheProblemsTest {

    @OnEveryCompiler
    void names_that_lead_nowhere(TestedCompiler compiler) {
        assertProblems(
                mustache(
                        compiler,
                        "{{‸cit}} {{#city}}{{‸x}}{{/city}}{{#names}}{{‸size}}{{.}}{{/names}}{{‸.}}{{box.‸nam}}{{#box}}{{‸nme}}{{name}}{{/box}}",
                        "String city();\nList<String> names();\nBox box();\nrecord Box(String name) {}"),
                error("unknown-input").naming("cit").hinting("Did you mean city?"),
                error("unknown-input").naming("x"),
                error("unknown-input").naming("size"),
                error("unknown-input").naming("'.'").hinting("{{#items}}{{.}}{{/items}}"),
                error("unknown-property").naming("Box", "nam").hinting("name"),
                error("unknown-input").naming("nme"));
    }

    @OnEveryCompiler
    void what_has_no_text(TestedCompiler compiler) {
        assertProblems(
                mustache(
                        compiler,
                        "{{‸xs}}{{‸box}}{{‸map}}{{#rows}}{{‸.}}{{/rows}}{{#box}}{{‸.}}{{‸in}}{{/box}}{{{‸xs}}}",
                        "List<String> xs();\nBox box();\nMap<String, String> map();\nList<int[]> rows();\nrecord Box(List<String> in) {}"),
                error("not-renderable").naming("List<String>").hinting("{{#xs}}{{.}}{{/xs}}"),
                error("not-renderable").naming("Box").hinting("{{box.in}}"),
                error("not-renderable").naming("Map"),
                error("not-renderable").naming("int[]"),
                error("not-renderable").naming("Box"),
                error("not-renderable").naming("List<String>"),
                error("not-renderable").naming("List<String>"));
    }

    @OnEveryCompiler
    void what_may_be_absent(TestedCompiler compiler) {
        assertProblems(
                mustache(
                        compiler,
                        "{{‸a}}{{^a}}{{‸a}}{{/a}}{{#box}}{{‸b}}{{/box}}{{box.‸b}}",
                        "Optional<String> a();\nBox box();\nrecord Box(Optional<String> b) {}"),
                error("possibly-absent").naming("'a'").hinting("{{#a}}{{.}}{{/a}}"),
                error("possibly-absent").naming("'a'"),
                error("possibly-absent").naming("'b'"),
                error("possibly-absent").naming("'box.b'"));
    }

    @OnEveryCompiler
    void what_is_never_false_has_no_opposite(TestedCompiler compiler) {
        assertProblems(
                mustache(compiler, "{{#box}}{{n}}{{/box}}{{^‸box}}none{{/box}}", "Box box();\nrecord Box(int n) {}"),
                error("not-boolean-like").naming("Box"));
    }

    @OnEveryCompiler
    void faults_of_syntax(TestedCompiler compiler) {
        assertProblems(
                mustache(compiler, "{{#s}}x\n{{/‸t}}\n{{‸> part}}{{/s}}{{#‸s}}", "String s();"),
                error("template-syntax").naming("t").hinting("{{/s}}"),
                error("template-syntax").naming("Partials").hinting("JINJA2"),
                error("template-syntax").naming("s"));
    }

    @OnEveryCompiler
    void roles_messages_and_parts(TestedCompiler compiler) {
        assertProblems(
                mustache(
                        compiler,
                        "‸system:\n‸usr:\nSee {{‸photo}} and\ny {{‸history}}\nassistant:\n{{‸photo}}",
                        "Image photo();\nList<Message> history();"),
                warning("empty-message").naming("system"),
                error("unknown-role").naming("usr"),
                error("misplaced-part").naming("photo"),
                error("misplaced-part").naming("history"),
                error("misplaced-part").naming("photo", "ASSISTANT"));
    }

    private static Compilation mustache(TestedCompiler compiler, String template, String members) {
        return Project.on(compiler)
                .source(BlockSource.of(TemplateSyntax.MUSTACHE, template, members))
                .compile();
    }
}
