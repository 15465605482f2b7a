package dev.cuecard.processor.reporting;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problems.assertProblems;
import static dev.cuecard.processor.kit.Problems.assertQuiet;

import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Problem;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import org.junit.jupiter.api.Test;

/** Model strings that name no provider, and options that no provider takes. */
class ModelAndOptionProblemsTest {

    @OnEveryCompiler
    void an_unknown_provider_is_named_with_the_near_one(TestedCompiler compiler) {
        assertProblems(
                compile(compiler, "model = ‸\"opnai:gpt-4o\""),
                model().naming("opnai").hinting("openai"));
    }

    @OnEveryCompiler
    void a_provider_far_from_any_gets_the_form(TestedCompiler compiler) {
        assertProblems(
                compile(compiler, "model = ‸\"somebody:some-model\""),
                model().naming("somebody")
                        .hinting("openAiCompatible", "openai", "groq", "anthropic", "google", "ollama")
                        .notMentioning("Did you mean"));
    }

    @OnEveryCompiler
    void a_bare_name_that_tells_no_maker_gets_the_form(TestedCompiler compiler) {
        assertProblems(
                compile(compiler, "model = ‸\"llama-3\""),
                model().naming("llama-3").hinting("provider:"));
    }

    @OnEveryCompiler
    void provider_and_name_may_not_be_blank(TestedCompiler compiler) {
        for (String name : new String[] {"openai:", ":gpt-4o", ":", " ", "openai: "}) {
            assertProblems(compile(compiler, "model = ‸\"" + name + "\""), model().onLine());
        }
    }

    @OnEveryCompiler
    void a_prompt_without_a_model_is_told_the_form(TestedCompiler compiler) {
        assertProblems(
                compile(compiler, "resource = \"\""),
                model().hinting("provider:name").anywhere());
    }

    @OnEveryCompiler
    void a_server_must_be_declared_to_be_known(TestedCompiler compiler) {
        assertProblems(compile(compiler, "model = ‸\"mine:m\""), model().naming("mine"));
        assertQuiet(project(compiler, "model = \"mine:m\"")
                .options("-Acuecard.openAiCompatible=other,mine")
                .compile());
    }

    /** On javac alone: the tests' own class path, with the whole runtime, shines through under ecj. */
    @Test
    void a_provider_that_the_runtime_on_the_path_lacks_is_named() {
        for (String name : new String[] {"anthropic:claude-x", "claude-x"}) {
            assertProblems(
                    project(TestedCompiler.JAVAC, "model = ‸\"" + name + "\"")
                            .onRuntimeWithout("dev.cuecard.anthropic")
                            .compile(),
                    model().naming("cuecard-runtime").hinting("dev.cuecard.anthropic.AnthropicChunk"));
        }
    }

    /** On javac alone: the tests' own class path, with the whole runtime, shines through under ecj. */
    @Test
    void a_provider_that_the_runtime_lacks_is_not_among_the_known() {
        assertProblems(
                project(TestedCompiler.JAVAC, "model = ‸\"olama:llama\"")
                        .onRuntimeWithout("dev.cuecard.ollama")
                        .compile(),
                model().naming("olama").hinting("anthropic").notMentioning("Did you mean", "ollama"));
    }

    @OnEveryCompiler
    void every_provider_and_every_bare_name_is_known(TestedCompiler compiler) {
        String[] names = {
            "openai:gpt-4o",
            "azure:my-deployment",
            "anthropic:claude-x",
            "google:gemini-x",
            "ollama:llama3.2:1b",
            "gpt-4o",
            "chatgpt-4o-latest",
            "o1",
            "o3-mini",
            "o4-mini",
            "claude-x",
            "gemini-x"
        };
        StringBuilder samples = new StringBuilder("package demo;\n\npublic interface Samples {\n");
        for (int i = 0; i < names.length; i++) {
            samples.append("@dev.cuecard.Prompt(template = \"hi\", model = \"")
                    .append(names[i])
                    .append("\") interface Sample")
                    .append(i)
                    .append(" {}\n");
        }

        assertQuiet(
                Project.on(compiler).source(samples.append("}\n").toString()).compile());
    }

    @OnEveryCompiler
    void an_option_that_the_provider_lacks_is_an_error(TestedCompiler compiler) {
        assertProblems(compile(compiler, "model = \"claude-x\", seed = ‸7"), option().naming("anthropic", "seed"));
        assertProblems(
                compile(compiler, "model = \"gemini-x\", seed = ‸5_000_000_000L"),
                option().naming("google", "5000000000"));
        assertQuiet(compile(compiler, "model = \"gemini-x\", seed = -7"));
        assertQuiet(compile(compiler, "model = \"ollama:x\", seed = 5_000_000_000L"));
    }

    @OnEveryCompiler
    void numbers_out_of_range_are_named_with_the_range(TestedCompiler compiler) {
        assertProblems(option(compiler, "temperature = ‸-0.1"), option().naming("temperature", "-0.1"));
        assertProblems(option(compiler, "topP = ‸1.5"), option().naming("topP", "1.5"));
        assertProblems(option(compiler, "topP = ‸-1"), option().naming("topP", "-1"));
        assertProblems(option(compiler, "maxTokens = ‸0"), option().naming("maxTokens", "0"));
        assertProblems(option(compiler, "maxTokens = ‸-5"), option().naming("maxTokens", "-5"));
        assertProblems(option(compiler, "temperature = ‸Double.POSITIVE_INFINITY"), option().naming("temperature"));
    }

    @OnEveryCompiler
    void the_ends_of_the_ranges_are_inside(TestedCompiler compiler) {
        assertQuiet(option(compiler, "temperature = 0, topP = 0, maxTokens = 1, seed = 0"));
        assertQuiet(option(compiler, "temperature = 2.5, topP = 1, maxTokens = Integer.MAX_VALUE, seed = -1"));
    }

    @OnEveryCompiler
    void an_empty_stop_would_stop_at_once(TestedCompiler compiler) {
        assertProblems(
                option(compiler, "stop = {\"END\", ‸\"\"}"),
                option().naming("stop").onLine());
    }

    @OnEveryCompiler
    void extra_fields_are_names_and_json(TestedCompiler compiler) {
        for (String bad : new String[] {
            "user",
            "=1",
            "user=",
            "user=ann",
            "user='ann'",
            "user={\\\"a\\\":1",
            "user={a:1}",
            "user=[1,]",
            "user=01",
            "user=1 2",
            "user=\\\"a",
            "user=nul",
            "user={\\\"a\\\":1,}",
            "user=\\\"\\\\x\\\"",
            "user=.5",
            "user=+1",
            "user=\\\"\\n\\\"",
            "user=NaN"
        }) {
            assertProblems(
                    option(compiler, "extra = ‸\"" + bad + "\""),
                    option().naming("extra").onLine());
        }
    }

    @OnEveryCompiler
    void any_json_will_do_for_extra_fields(TestedCompiler compiler) {
        assertQuiet(option(
                compiler,
                "extra = {\"a=\\\"x=y\\\"\", \"b= {\\\"k\\\" : [1, -2.5e+3, true, false, null, {}, "
                        + "[], \\\"\\\\u00e9\\\\n\\\"]} \", \"c=0\"}"));
    }

    @OnEveryCompiler
    void all_options_are_checked_at_once(TestedCompiler compiler) {
        assertProblems(
                project(compiler, """
                                model = ‸"nobody:x",
                                temperature = ‸-1,
                                topP = ‸2,
                                extra = ‸"x"\
                                """).compile(),
                model(),
                option().naming("temperature"),
                option().naming("topP"),
                option().naming("extra").onLine());
    }

    private static Problem model() {
        return error("model");
    }

    private static Problem option() {
        return error("option");
    }

    private static Compilation option(TestedCompiler compiler, String options) {
        return compile(compiler, "model = \"gpt-4o\", " + options);
    }

    private static Compilation compile(TestedCompiler compiler, String options) {
        return project(compiler, options).compile();
    }

    private static Project project(TestedCompiler compiler, String options) {
        return Project.on(compiler).source("""
                        package demo;

                        @dev.cuecard.Prompt(template = "hi", %s)
                        public interface Sample {}
                        """.formatted(options));
    }
}
