package dev.cuecard.processor.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.TemplateSyntax;
import dev.cuecard.message.Image;
import dev.cuecard.message.Message;
import dev.cuecard.message.Role;
import dev.cuecard.message.Text;
import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.List;
import java.util.Optional;

/** Roles, images and messages that a condition or a loop brings. */
class DynamicRolesTest {

    private static final Image CAT = Image.url("https://example.org/cat.png");

    @OnEveryCompiler
    void roles_divide_a_template_and_newlines_go_at_the_ends(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "\nbefore\n\nsystem:\n\n  Be {{ how }}. \n\n\n# User :\n\n{{ q }}\n\nASSISTANT:\nok\n\n",
                "String how();\nString q();");

        assertThat(prompt.render("brief", "\n\nWhat?\n"))
                .containsExactly(
                        Message.user("before"),
                        Message.system("  Be brief. "),
                        Message.user("What?"),
                        Message.assistant("ok"));
    }

    @OnEveryCompiler
    void a_role_in_a_condition(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% if rule %}\nsystem:\n{{ rule }}\n{% endif %}\nuser:\n{{ q }}{% if more %}\n\nassistant:\nsure\nuser:\n"
                        + "more{% else %} only{% endif %} end",
                "Optional<String> rule();\nString q();\nboolean more();");

        assertThat(prompt.render(Optional.of("Be brief."), "Q", true))
                .containsExactly(
                        Message.system("Be brief."),
                        Message.user("Q"),
                        Message.assistant("sure"),
                        Message.user("more end"));
        assertThat(prompt.render(Optional.empty(), "Q", false)).containsExactly(Message.user("Q only end"));
    }

    @OnEveryCompiler
    void a_role_in_a_loop(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% for turn in turns %}\n{% if turn.mine %}\nuser:\n{% else %}\nassistant:\n{% endif %}\n{{ turn.text }}\n{% endfor %}"
                        + "\nuser:\nNow {{ q }}",
                "List<Turn> turns();\nString q();\nrecord Turn(boolean mine, String text) {}");
        List<Object> turns = List.of(
                prompt.classes().create("demo.Sample$Turn", true, "hi"),
                prompt.classes().create("demo.Sample$Turn", false, "user:\nho"));

        assertThat(prompt.render(turns, "this"))
                .containsExactly(Message.user("hi"), Message.assistant("user:\nho"), Message.user("Now this"));
        assertThat(prompt.render(List.of(), "this")).containsExactly(Message.user("Now this"));
    }

    @OnEveryCompiler
    void names_in_role_lines(TestedCompiler compiler) {
        for (TemplateSyntax syntax : List.of(TemplateSyntax.JINJA2, TemplateSyntax.MUSTACHE)) {
            CompiledPrompt prompt = CompiledPrompt.of(
                    compiler,
                    syntax,
                    "system:\ns\nuser[name=\"Ann\"]:\n{{ q }}\nassistant[name='bot', id=7]:\na\nuser:\nx",
                    "String q();");

            assertThat(prompt.render("name"))
                    .containsExactly(
                            Message.system("s"),
                            Message.user("name").named("Ann"),
                            Message.assistant("a").named("bot"),
                            Message.user("x"));
        }
    }

    @OnEveryCompiler
    void an_image_in_a_condition_or_a_loop(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "user:\nLook:\n{% if photo %}\n{{ photo }}\n{% endif %}\n{% for p in photos %}\n{{ loop.index }}:\n{{ p }}\n{% endfor %}\nEnd",
                "Optional<Image> photo();\nList<Image> photos();");

        Message with = prompt.render(Optional.of(CAT), List.of(CAT)).get(0);
        assertThat(with.role()).isEqualTo(Role.USER);
        assertThat(with.parts().stream().filter(CAT::equals)).hasSize(2);
        assertThat(with.parts().get(0)).isEqualTo(new Text("Look:"));
        assertThat(with.text()).contains("1:").endsWith("End");
        assertThat(prompt.render(Optional.empty(), List.of()))
                .singleElement()
                .satisfies(message -> assertThat(message.parts()).allMatch(Text.class::isInstance))
                .extracting(Message::text)
                .asString()
                .startsWith("Look:\n")
                .endsWith("\nEnd");
    }

    @OnEveryCompiler
    void messages_in_a_condition(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "system:\ns\n\n{% if history %}\n\n{{ history }}\n\n{% endif %}\n{% for m in more %}\n\n{{ m }}\n\n{% endfor %}\nuser:\n{{ q }}",
                "Optional<List<Message>> history();\nList<Message> more();\nString q();");
        Message said = Message.user("system:\nx").named("Ann");

        assertThat(prompt.render(Optional.of(List.of(said, Message.assistant("a"))), List.of(said), "Q"))
                .containsExactly(Message.system("s"), said, Message.assistant("a"), said, Message.user("Q"));
        assertThat(prompt.render(Optional.empty(), List.of(), "Q"))
                .containsExactly(Message.system("s"), Message.user("Q"));
        assertThat(prompt.render(Optional.of(List.of()), List.of(), "Q"))
                .containsExactly(Message.system("s"), Message.user("Q"));
    }

    @OnEveryCompiler
    void sections_bring_roles_images_and_messages(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(
                compiler,
                TemplateSyntax.MUSTACHE,
                "{{#rule}}\nsystem:\n{{.}}\n{{/rule}}\n{{#history}}\n\n{{.}}\n\n{{/history}}\n{{#turns}}\nuser:\n{{.}}\nassistant:\nok\n"
                        + "{{/turns}}\nuser:\n{{#photo}}\n{{.}}\n{{/photo}}\nend",
                "Optional<String> rule();\nList<Message> history();\nList<String> turns();\nOptional<Image> photo();");

        assertThat(prompt.render(Optional.of("r"), List.of(Message.assistant("h")), List.of("t"), Optional.of(CAT)))
                .containsExactly(
                        Message.system("r"),
                        Message.assistant("h"),
                        Message.user("t"),
                        Message.assistant("ok"),
                        Message.user(CAT, new Text("end")));
        assertThat(prompt.render(Optional.empty(), List.of(), List.of(), Optional.empty()))
                .containsExactly(Message.user("end"));
    }

    private static CompiledPrompt jinja(TestedCompiler compiler, String template, String members) {
        return CompiledPrompt.of(compiler, TemplateSyntax.JINJA2, template, members);
    }
}
