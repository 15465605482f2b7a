package dev.cuecard.processor.prompts;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problem.warning;
import static dev.cuecard.processor.kit.Problems.assertProblems;
import static dev.cuecard.processor.kit.Problems.assertQuiet;
import static dev.cuecard.processor.prompts.PromptyFile.PLAIN;
import static dev.cuecard.processor.prompts.PromptyFile.project;

import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Problem;
import dev.cuecard.processor.kit.TestedCompiler;

/** What is wrong in a file, at the file's own line and column. */
class PromptyProblemsTest {

    @OnEveryCompiler
    void everything_comes_out_at_once_in_the_order_of_the_file(TestedCompiler compiler) {
        assertProblems(
                project(compiler, """
                        ---
                        name: all
                        ‸name: twice
                        model:
                          id: x
                          provider: ‸opnai
                          apiType: ‸embedding
                          options:
                            temperature: ‸-1
                            topP: ‸much
                            maxOutputTokens: ‸0
                        ‸inputs:
                          ‸questin:
                            kind: string
                          count:
                            kind: integer
                            default: ‸many
                          flag:
                            kind: ‸bol
                        template:
                          format: {kind: ‸handlebars}
                        ---
                        system:
                        Be {{‸nice}}.

                        ‸asistant:
                        Yes.

                        user:
                        {{question}} {{count}} {{flag}}
                        """, "String question();\nint count();\nboolean flag();")
                        .compile(),
                prompty().naming("'name'", "twice"),
                error("model").naming("opnai").hinting("Did you mean openai"),
                prompty().naming("embedding").hinting("apiType: chat"),
                error("option").naming("temperature", "-1"),
                prompty().naming("topP", "'much'"),
                error("option").naming("maxTokens", "0"),
                prompty().naming("question", "Chat").hinting("Did you mean questin?"),
                prompty().naming("questin").hinting("Did you mean question?", "String questin()"),
                prompty().naming("'many'", "count", "int").hinting("whole number"),
                prompty().naming("flag", "'bol'").hinting("boolean"),
                prompty().naming("handlebars"),
                error("unknown-input").naming("nice").hinting("question", "count"),
                error("unknown-role").naming("asistant").hinting("assistant"));
    }

    @OnEveryCompiler
    void an_input_without_a_method_is_at_its_name(TestedCompiler compiler) {
        assertProblems(
                project(compiler, """
                        ---
                        model: gpt-4o
                        inputs:
                          - name: city
                            kind: string
                          - name: ‸units
                            kind: boolean
                        ---
                        user:
                        {{city}}
                        """, "String city();").compile(),
                prompty()
                        .saying("The prompt 'Chat' has no method for the file's input 'units'.")
                        .hinting("Declare a method 'boolean units()'"));
    }

    @OnEveryCompiler
    void a_method_that_the_file_does_not_declare_is_at_the_file_s_inputs(TestedCompiler compiler) {
        assertProblems(
                project(compiler, """
                        ---
                        model: gpt-4o
                        inputSchema:
                          ‸properties:
                            city: {kind: string}
                        ---
                        user:
                        {{city}} {{units}}
                        """, "String city();\nString units();").compile(),
                prompty().saying("The file does not declare the input 'units' of the prompt 'Chat'."));
    }

    @OnEveryCompiler
    void names_that_no_method_has_are_said_to_be_such(TestedCompiler compiler) {
        assertProblems(
                project(compiler, """
                        ---
                        model: gpt-4o
                        inputs:
                          ‸first-name: {kind: string}
                          ‸class: {kind: string}
                          ‸"a\\nb": {kind: string}
                        ---
                        user:
                        Hi
                        """, "").compile(),
                prompty().naming("first-name").notMentioning("String first-name()"),
                prompty().naming("class").notMentioning("'String class()'"),
                prompty().naming("a?b").notMentioning("'String a"));
    }

    @OnEveryCompiler
    void methods_of_a_getter_s_name_and_default_methods_are_no_strangers(TestedCompiler compiler) {
        assertQuiet(
                project(compiler, """
                        ---
                        model: gpt-4o
                        inputs:
                          name: {kind: string}
                          loud: {kind: boolean}
                        ---
                        user:
                        {{name}} {{shout}} {% if loud %}!{% endif %}
                        """, "String getName();\nboolean isLoud();\ndefault String shout() { return \"x\"; }")
                        .compile());
    }

    @OnEveryCompiler
    void faults_of_the_front_matter_are_at_their_own_place(TestedCompiler compiler) {
        fault(compiler, "model: gpt-4o\ntemplate: ‸[a]", "template");
        fault(compiler, "model: gpt-4o\nmetadata: {a: 1, ‸a: 2}", "'a'", "twice");
        fault(compiler, "model: gpt-4o\ninputs: ‸x", "inputs");
        fault(compiler, "model: gpt-4o\ninputs:\n  - ‸kind: string", "no name");
        fault(compiler, "model: gpt-4o\ninputs:\n  - name: a\n  - name: ‸a", "'a'", "twice");
        fault(compiler, "model: {id: gpt-4o, options: {stream: ‸maybe}}", "stream");
        fault(compiler, "model: {id: gpt-4o, options: {seed: ‸1.5}}", "seed");
        fault(
                compiler,
                "model: {id: gpt-4o, options: {temperature: 1, additionalProperties: {‸temperature: 2}}}",
                "temperature");
        fault(compiler, "model: {id: gpt-4o, options: {user: ‸\"${env:X}\"}}", "environment variable");
        fault(compiler, "model: {id: gpt-4o, connection: {apiKey: ‸\"${env:}\"}}", "names no environment variable");
        fault(compiler, "model: {id: gpt-4o, connection: ‸\"${file:../key.json}\"}", "leaves the prompt's folder");
        fault(compiler, "model: gpt-4o\ntemplate: {parser: {kind: ‸other}}", "other");
        fault(compiler, "model: gpt-4o\nname: &a x\ndescription: ‸*b", "'*b'");
        fault(compiler, "model: gpt-4o\nname: ‸!!int x", "tag");
    }

    private static void fault(TestedCompiler compiler, String front, String... named) {
        String attributes = PLAIN + ", model = \"gpt-4o\"";
        String members = front.contains("name: a\n") ? "String a();" : "";
        String body = front.contains("name: a\n") ? "user:\nHi {{a}}\n" : "user:\nHi\n";
        assertProblems(
                project(compiler, "---\n" + front + "\n---\n" + body, attributes, members)
                        .compile(),
                prompty().naming(named));
    }

    @OnEveryCompiler
    void an_unclosed_front_matter_is_at_its_fence(TestedCompiler compiler) {
        assertProblems(
                project(compiler, "\n‸---\nname: a\nuser:\nHi\n", PLAIN + ", model = \"gpt-4o\"", "")
                        .compile(),
                prompty().naming("never closed"));
    }

    @OnEveryCompiler
    void a_file_may_leave_the_model_to_the_annotation_but_not_both_leave_it_out(TestedCompiler compiler) {
        assertProblems(
                project(compiler, "---\nname: a\n---\nuser:\nHi\n", "").compile(),
                error("model").naming("Chat").hinting("provider:name").anywhere());
        assertProblems(
                project(compiler, "---\n‸model:\n  provider: openai\n---\nuser:\nHi\n", "")
                        .compile(),
                error("model").naming("The file names no model"));
        assertQuiet(project(
                        compiler,
                        "---\nmodel:\n  provider: openai\n---\nuser:\nHi\n",
                        PLAIN + ", model = \"gpt-4o\"",
                        "")
                .compile());
    }

    @OnEveryCompiler
    void a_model_whose_maker_cannot_be_told_is_at_its_id(TestedCompiler compiler) {
        for (String id : new String[] {"llama-3", "\"${env:MODEL}\""}) {
            assertProblems(
                    project(compiler, "---\nmodel:\n  id: ‸" + id + "\n---\nuser:\nHi\n", "")
                            .compile(),
                    error("model").hinting("provider: openai"));
        }
    }

    @OnEveryCompiler
    void options_out_of_range_are_at_the_file_s_line_unless_the_annotation_wins(TestedCompiler compiler) {
        option(compiler, "temperature: ‸-0.5", "temperature");
        option(compiler, "topP: ‸1.5", "topP");
        option(compiler, "maxOutputTokens: ‸-1", "maxTokens");
        option(compiler, "max_tokens: ‸-7", "maxTokens");
        option(compiler, "stopSequences: ‸[a, \"\"]", "stop");
        option(compiler, "additionalProperties: {‸\" \": 1}", "' '");
        assertQuiet(project(
                        compiler,
                        "---\nmodel: {id: gpt-4o, options: {temperature: -1}}\n---\nuser:\nHi\n",
                        PLAIN + ", temperature = 1",
                        "")
                .compile());
    }

    private static void option(TestedCompiler compiler, String option, String named) {
        assertProblems(
                project(compiler, "---\nmodel:\n  id: gpt-4o\n  options:\n    " + option + "\n---\nuser:\nHi\n", "")
                        .compile(),
                error("option").naming(named));
    }

    @OnEveryCompiler
    void an_input_that_only_the_file_and_the_interface_name_is_unused(TestedCompiler compiler) {
        String file = "---\nmodel: gpt-4o\ninputs: {x: {kind: string}}\n---\nuser:\nHi\n";
        assertProblems(
                project(compiler, file, "String x();").compile(),
                warning("unused-input").at("Chat.java", 10, 12).onLine());
        assertQuiet(project(compiler, file, "@SuppressWarnings(\"cuecard:unused-input\")\nString x();")
                .compile());
        assertProblems(
                project(compiler, file, "String x();")
                        .options("-Acuecard.severity=unused-input=error")
                        .compile(),
                error("unused-input").at("Chat.java", 10, 12).onLine());
    }

    @OnEveryCompiler
    void a_fault_of_the_file_cannot_be_silenced(TestedCompiler compiler) {
        assertProblems(
                project(compiler, "---\nmodel: {id: gpt-4o, apiType: ‸image}\n---\nuser:\nHi\n", "")
                        .options()
                        .compile(),
                prompty().naming("image"));
        assertProblems(
                project(
                                compiler,
                                "---\nmodel: {id: gpt-4o, apiType: ‸image}\n---\nuser:\nHi\n",
                                PLAIN + ") @SuppressWarnings({\"cuecard\"}",
                                "")
                        .compile(),
                prompty().naming("image"));
    }

    @OnEveryCompiler
    void a_syntax_beside_a_prompty_file_is_refused(TestedCompiler compiler) {
        assertProblems(
                project(
                                compiler,
                                "---\nmodel: gpt-4o\n---\nuser:\nHi\n",
                                PLAIN + ", syntax = ‸TemplateSyntax.MUSTACHE",
                                "")
                        .compile(),
                error("declaration").naming("syntax").hinting("kind: mustache"));
    }

    private static Problem prompty() {
        return error("prompty");
    }
}
