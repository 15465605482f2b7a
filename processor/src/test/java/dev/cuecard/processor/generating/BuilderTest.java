package dev.cuecard.processor.generating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.List;
import java.util.Optional;

/** Building a prompt: what may be left out, what is missing, what is refused. */
class BuilderTest {

    private static final String GREETING = """
            package demo;

            import dev.cuecard.*;
            import java.util.*;
            import org.jspecify.annotations.Nullable;

            @SuppressWarnings("cuecard:unused-input")
            @Prompt(model = "openai:gpt-4o", template = "{greeting} {name}, {times}")
            public interface Greeting {
                String name();
                @Default("Hello") String greeting();
                @Default("3") int times();
                Optional<String> title();
                @Nullable String note();
            }
            """;

    @OnEveryCompiler
    void the_builder_sets_each_input(TestedCompiler compiler) {
        assertThat(greeting(compiler)
                        .evaluate("GreetingPrompt.builder().name(\"Ann\").greeting(\"Hi\").times(1)"
                                + ".title(\"Dr\").note(\"x\").build()"
                                + ".equals(GreetingPrompt.of(\"Ann\", \"Hi\", 1, Optional.of(\"Dr\"), \"x\"))"))
                .isEqualTo(true);
    }

    @OnEveryCompiler
    void inputs_with_a_default_optional_and_nullable_ones_may_be_left_out(TestedCompiler compiler) {
        assertThat(greeting(compiler)
                        .evaluate("GreetingPrompt.builder().name(\"Ann\").build()"
                                + ".equals(GreetingPrompt.of(\"Ann\", \"Hello\", 3, Optional.empty(), null))"))
                .isEqualTo(true);
    }

    @OnEveryCompiler
    void all_missing_inputs_are_named_at_once(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "{first} {second} {third} {fourth}")
                        public interface Several {
                            String first();
                            int second();
                            @dev.cuecard.Default("x") String third();
                            boolean isFourth();
                        }
                        """);

        assertThatThrownBy(() -> project.evaluate("SeveralPrompt.builder().first(\"1\").build()"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("Several", "second", "fourth")
                .message()
                .doesNotContain("first", "third");
    }

    @OnEveryCompiler
    void null_is_refused_by_of_and_by_the_builder_with_the_inputs_name(TestedCompiler compiler) {
        assertThatThrownBy(
                        () -> greeting(compiler).evaluate("GreetingPrompt.of(null, \"\", 1, Optional.empty(), null)"))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContainingAll("Greeting", "name");
        assertThatThrownBy(() -> greeting(compiler).evaluate("GreetingPrompt.of(\"\", \"\", 1, null, null)"))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContainingAll("Greeting", "title");
        assertThatThrownBy(() -> greeting(compiler).evaluate("GreetingPrompt.builder().name(null).build()"))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContainingAll("Greeting", "name");
    }

    @OnEveryCompiler
    void any_annotation_named_nullable_lets_null_in(TestedCompiler compiler) {
        Project project = Project.on(compiler)
                .options("-Xlint:-processing")
                .source("package other;\npublic @interface Nullable {}")
                .source("""
                        package demo;

                        import other.Nullable;

                        @SuppressWarnings("cuecard:unused-input")
                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "hi")
                        public interface Notes {
                            @Nullable String note();
                            java.util.@org.jspecify.annotations.Nullable List<String> more();
                        }
                        """);

        assertThat(project.evaluate("NotesPrompt.of(null, null).equals(NotesPrompt.builder().note(null).build())"
                        + " && NotesPrompt.of(null, null).note() == null && NotesPrompt.of(null, null).more() == null"))
                .isEqualTo(true);
    }

    @OnEveryCompiler
    void to_builder_starts_from_the_prompt_and_leaves_it_alone(TestedCompiler compiler) {
        assertThat(greeting(compiler)
                        .evaluate("List.of(GreetingPrompt.of(\"Ann\", \"Hi\", 1, Optional.of(\"Dr\"), \"x\")).stream()"
                                + ".flatMap(p -> java.util.stream.Stream.of(p.toBuilder().build().equals(p),"
                                + " p.toBuilder().name(\"Bob\").build().render().get(0).text(), p.name(), p.title()))"
                                + ".collect(java.util.stream.Collectors.toList())"))
                .isEqualTo(List.of(true, "Hi Bob, 1", "Ann", Optional.of("Dr")));
    }

    @OnEveryCompiler
    void to_builder_keeps_client_and_options(TestedCompiler compiler) {
        assertThat(greeting(compiler)
                        .evaluate("List.of(GreetingPrompt.builder().name(\"Ann\").build()"
                                + ".with(CallOptions.defaults().temperature(0.3))).stream()"
                                + ".map(p -> p.toBuilder().build().equals(p)).findFirst().get()"))
                .isEqualTo(true);
    }

    @OnEveryCompiler
    void a_builder_may_be_used_again(TestedCompiler compiler) {
        assertThat(greeting(compiler)
                        .evaluate("java.util.stream.Stream.of(GreetingPrompt.builder().name(\"Ann\"))"
                                + ".map(b -> List.of(b.build(), b.name(\"Bob\").build()))"
                                + ".map(l -> l.get(0).name() + l.get(1).name()).findFirst().get()"))
                .isEqualTo("AnnBob");
    }

    @OnEveryCompiler
    void defaults_are_made_at_compile_time(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        import dev.cuecard.Default;
                        import java.math.*;

                        @dev.cuecard.Prompt(
                                model = "openai:gpt-4o",
                                template = "{a}|{b}|{c}|{d}|{e}|{f}|{g}|{h}|{i}|{j}|{k}|{l}|{m}")
                        public interface Defaults {
                            @Default("a \\"quoted\\" {b}\\n*/ \\\\u0041") String a();
                            @Default("chars") CharSequence b();
                            @Default("true") boolean c();
                            @Default("x") char d();
                            @Default("-128") byte e();
                            @Default("32000") short f();
                            @Default("-2147483648") int g();
                            @Default("9223372036854775807") long h();
                            @Default("1.5") float i();
                            @Default("2.25") Double j();
                            @Default("HIGH") Level k();
                            @Default("1.10") BigDecimal l();
                            @Default("") String m();
                            enum Level { LOW, HIGH }
                        }
                        """);

        assertThat(project.evaluate("DefaultsPrompt.builder().build().render().get(0).text()"))
                .isEqualTo(
                        "a \"quoted\" {b}\n*/ \\u0041|chars|true|x|-128|32000|-2147483648|9223372036854775807|1.5|2.25"
                                + "|HIGH|1.10|");
    }

    private static Project greeting(TestedCompiler compiler) {
        return Project.on(compiler).source(GREETING);
    }
}
