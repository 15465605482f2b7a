package dev.cuecard.processor.generating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.lang.reflect.Modifier;
import java.util.List;

/** What the generated class is called, who may see it, and names that get in its way. */
class NamesTest {

    @OnEveryCompiler
    void a_public_interface_gets_a_public_final_class_in_its_package(TestedCompiler compiler) {
        Class<?> type = Project.on(compiler).source("""
                        package some.deep.place;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "hi")
                        public interface Hello {}
                        """).compile().load().type("some.deep.place.HelloPrompt");

        assertThat(Modifier.isPublic(type.getModifiers())).isTrue();
        assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
    }

    @OnEveryCompiler
    void a_package_private_interface_gets_a_package_private_class(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "hi {secret}")
                        interface Hidden {
                            Secret secret();
                        }
                        """).source("package demo;\nenum Secret { ONE }");

        assertThat(project.evaluate("List.of(java.lang.reflect.Modifier.isPublic(HiddenPrompt.class.getModifiers()),"
                        + " HiddenPrompt.of(Secret.ONE).render().get(0).text())"))
                .isEqualTo(List.of(false, "hi ONE"));
    }

    @OnEveryCompiler
    void a_nested_interface_carries_the_names_around_it(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        public class Outer {
                            static class Middle {
                                @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "hi {x}")
                                public interface Inner {
                                    String x();
                                }
                            }

                            @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "ho")
                            protected interface Guarded {}
                        }
                        """);

        assertThat(project.evaluate("List.of(Outer_Middle_InnerPrompt.of(\"a\").render().get(0).text(),"
                        + " Outer_Middle_InnerPrompt.of(\"a\").info().name(), Outer_GuardedPrompt.of().info().name(),"
                        + " java.lang.reflect.Modifier.isPublic(Outer_Middle_InnerPrompt.class.getModifiers()))"))
                .isEqualTo(List.of("hi a", "Outer.Middle.Inner", "Outer.Guarded", false));
    }

    @OnEveryCompiler
    void an_interface_that_ends_in_prompt_gets_another_suffix(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "hi")
                        public interface JokePrompt {}
                        """);

        assertThat(project.evaluate("JokePromptImpl.of().info().name()")).isEqualTo("JokePrompt");
    }

    @OnEveryCompiler
    void the_default_package_will_do(TestedCompiler compiler) {
        Object text = Project.on(compiler).source("""
                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "hi {x}")
                        public interface Nowhere {
                            String x();
                        }
                        """).compile().load().call("NowherePrompt", "of", "a");

        assertThat(text).hasToString("NowherePrompt[x=a]");
    }

    @OnEveryCompiler
    void inputs_may_be_called_like_anything_the_generated_class_uses(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        @dev.cuecard.Prompt(
                                model = "openai:gpt-4o",
                                template = "{binding}{INFO}{MODEL}{TEMPLATE}{text}{client}"
                                        + "{options}{value}{other}{that}{model}{name}"
                                        + "{messages}{prompt}{out}{result}{sb}{missing}"
                                        + "{it}{of}{with}{build}{item}{i}{template}")
                        public interface Clash {
                            String binding(); String INFO(); String MODEL(); String TEMPLATE(); String text();
                            String client(); String options(); String value(); String other(); String that();
                            String model(); String name(); String messages(); String prompt(); String out();
                            String result(); String sb(); String missing(); String it(); String item(); String i();
                            String of(); String with(); String build(); String template();
                        }
                        """);
        String arguments = "\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\", \"j\", \"k\", \"l\", \"m\","
                + " \"n\", \"o\", \"p\", \"q\", \"r\", \"s\", \"t\", \"u\", \"v\", \"w\", \"x\", \"y\"";

        assertThat(project.evaluate("List.of(ClashPrompt.of(" + arguments + "), ClashPrompt.of(" + arguments
                        + ").toBuilder().build(), ClashPrompt.of(" + arguments
                        + ").with(CallOptions.defaults())).stream()"
                        + ".map(p -> p.render().get(0).text() + p.hashCode()).distinct().count()"))
                .isEqualTo(1L);
    }

    @OnEveryCompiler
    void nested_types_that_shadow_common_names_do_no_harm(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        import java.util.*;

                        @SuppressWarnings("cuecard:unused-input")
                        @dev.cuecard.Prompt(
                                model = "openai:gpt-4o", template = "{text} {items:list} {own} {maybe}{n}", \
                        temperature = 0.5)
                        public interface Shadowing {
                            java.lang.String text();
                            java.util.List<java.lang.String> items();
                            List own();
                            @dev.cuecard.Default("7") int n();
                            @dev.cuecard.Default("x") java.lang.String maybe();
                            java.util.Map<java.lang.String, java.util.Set<Integer>> sets();
                            java.util.Optional<java.lang.String> absent();

                            enum List { ONE }
                            class String {}
                            class Object {}
                            class Override {}
                            class Message {}
                            class Optional {}
                            class Objects {}
                            class StringBuilder {}
                            class TypedPrompt {}
                            class PromptInfo {}
                            class PromptClient {}
                            class CallOptions {}
                            class Model {}
                            class OpenAi {}
                            class OpenAiChunk {}
                            class Generated {}
                            class Binding {}
                            class Builder {}
                            class TemplateSyntax {}
                            class TemplateText {}
                            class Inputs {}
                            class Collections {}
                            class ArrayList {}
                            class Arrays {}
                            class IllegalStateException {}
                            class NullPointerException {}
                            class Math {}
                            class SuppressWarnings {}
                            class Role {}
                        }
                        """);

        assertThat(project.evaluate("ShadowingPrompt.of(\"t\", List.of(\"i\"), Shadowing.List.ONE, 7, \"x\", Map.of(),"
                        + " Optional.empty()).toBuilder().build().render().get(0).text()"))
                .isEqualTo("t i ONE x7");
    }

    @OnEveryCompiler
    void types_of_the_same_package_that_shadow_common_names_do_no_harm(TestedCompiler compiler) {
        Project project = Project.on(compiler);
        for (String name : List.of(
                "String",
                "Object",
                "Integer",
                "Override",
                "StringBuilder",
                "Objects",
                "List",
                "Message",
                "Optional",
                "TypedPrompt",
                "PromptInfo",
                "PromptClient",
                "CallOptions",
                "Model",
                "OpenAi",
                "OpenAiChunk",
                "Generated",
                "Builder",
                "Collections",
                "Arrays",
                "IllegalStateException",
                "TemplateText",
                "Inputs")) {
            project.source("package shadow;\npublic class " + name + " {}\n");
        }
        Compilation compilation = project.source("""
                        package shadow;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "{text} {n} {items:list}", seed = 1)
                        public interface Plain {
                            java.lang.String text();
                            int n();
                            java.util.List<java.lang.String> items();
                        }
                        """).compile();

        assertThat(compilation.load().call("shadow.PlainPrompt", "of", "t", 1, List.of("i")))
                .hasToString("PlainPrompt[text=t, n=1, items=[i]]");
    }

    @OnEveryCompiler
    void names_that_two_interfaces_share_do_not_meet(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        public interface Twins {
                            @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "one")
                            interface Twin {}

                            interface Other {
                                @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "two")
                                interface Twin {}
                            }
                        }
                        """);

        assertThat(project.evaluate("Twins_TwinPrompt.of().render().get(0).text()"
                        + " + Twins_Other_TwinPrompt.of().render().get(0).text()"))
                .isEqualTo("onetwo");
    }
}
