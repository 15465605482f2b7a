package dev.cuecard.processor.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.message.Message;
import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.List;

/** How a template becomes messages: role lines, and turns that are spliced in. */
class MessagesTest {

    private static final Message ASKED = Message.user("Who?");
    private static final Message ANSWERED = Message.assistant("Me.");

    @OnEveryCompiler
    void each_role_opens_a_message(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(
                compiler,
                "SYSTEM: Be brief.\nDEVELOPER: Be {x}.\nUSER: Hi\nASSISTANT: Hello\nUSER: {x}?",
                "String x();");

        assertThat(prompt.render("kind"))
                .containsExactly(
                        Message.system("Be brief."),
                        Message.developer("Be kind."),
                        Message.user("Hi"),
                        Message.assistant("Hello"),
                        Message.user("kind?"));
    }

    @OnEveryCompiler
    void text_may_follow_on_the_roles_line_or_below_it(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, """
                    SYSTEM:
                    You know {x}.
                      Well.

                    USER:   One
                    two

                      three

                    ASSISTANT:tight
                    USER:

                    last
                """, "String x();");

        assertThat(prompt.render("all"))
                .containsExactly(
                        Message.system("You know all.\n  Well."),
                        Message.user("One\ntwo\n\n  three"),
                        Message.assistant("tight"),
                        Message.user("last"));
    }

    @OnEveryCompiler
    void text_before_the_first_role_is_the_users(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "Hello {x}\n\nASSISTANT: Hi\nUSER: Bye", "String x();");

        assertThat(prompt.render("you"))
                .containsExactly(Message.user("Hello you"), Message.assistant("Hi"), Message.user("Bye"));
    }

    @OnEveryCompiler
    void other_words_with_a_colon_are_text(TestedCompiler compiler) {
        String text = "user: a\nUser: b\n SYSTEM: c\nNote USER: d\nCHEFS: e {x}\n\"USER:\" f\nUSER : g\nNOTE: "
                + "h\nTOOL: i\n/USER:";
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "USER: first\n" + text, "String x();");

        assertThat(prompt.text("v")).isEqualTo("first\n" + text.replace("{x}", "v"));
    }

    @OnEveryCompiler
    void a_message_of_nothing_but_empty_values_is_still_sent(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "SYSTEM: {x}\nUSER: {x}{x}", "String x();");

        assertThat(prompt.render("")).containsExactly(Message.system(""), Message.user(""));
    }

    @OnEveryCompiler
    void roles_may_follow_each_other_twice(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "USER: a\nUSER: b {x}", "String x();");

        assertThat(prompt.render("c")).containsExactly(Message.user("a"), Message.user("b c"));
    }

    @OnEveryCompiler
    void a_list_of_messages_is_spliced(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(
                compiler, "SYSTEM: s\nMESSAGES: {history}\nUSER: {x}", "List<Message> history();\nString x();");

        assertThat(prompt.render(List.of(ASKED, ANSWERED), "q"))
                .containsExactly(Message.system("s"), ASKED, ANSWERED, Message.user("q"));
        assertThat(prompt.render(List.of(), "q")).containsExactly(Message.system("s"), Message.user("q"));
    }

    @OnEveryCompiler
    void spliced_messages_may_stand_at_the_end_of_a_path(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(
                compiler,
                "SYSTEM: s\nMESSAGES: {chat.turns}\nUSER: q",
                "Chat chat();\nrecord Chat(List<Message> turns) {}");
        Object chat = prompt.classes().create("demo.Sample$Chat", List.of(ASKED));

        assertThat(prompt.render(chat)).containsExactly(Message.system("s"), ASKED, Message.user("q"));
    }

    @OnEveryCompiler
    void a_conversation_may_be_all_there_is(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "MESSAGES: {history}", "List<Message> history();");

        assertThat(prompt.render(List.of(ASKED, ANSWERED))).containsExactly(ASKED, ANSWERED);
    }

    @OnEveryCompiler
    void messages_alone_in_their_paragraph_are_spliced(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(
                compiler,
                "SYSTEM: s\n\n{history}\n\n{last}\n\nUSER: {x}",
                "List<Message> history();\nMessage last();\nString x();");

        assertThat(prompt.render(List.of(ASKED), ANSWERED, "q"))
                .containsExactly(Message.system("s"), ASKED, ANSWERED, Message.user("q"));
    }

    @OnEveryCompiler
    void text_around_a_spliced_paragraph_is_a_message_of_its_own(TestedCompiler compiler) {
        CompiledPrompt prompt =
                CompiledPrompt.of(compiler, "Before {x}\n\n{last}\n\nAfter", "Message last();\nString x();");

        assertThat(prompt.render(ANSWERED, "v"))
                .containsExactly(Message.user("Before v"), ANSWERED, Message.user("After"));
    }

    @OnEveryCompiler
    void a_rendered_list_cannot_be_changed(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "USER: a\nMESSAGES: {h}", "List<Message> h();");
        List<Message> messages = prompt.render(List.of(ASKED));

        assertThatThrownBy(() -> messages.add(ASKED)).isInstanceOf(UnsupportedOperationException.class);
    }
}
