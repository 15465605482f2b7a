package dev.cuecard.processor.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.message.Image;
import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.Role;
import dev.cuecard.message.Text;
import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.List;

/** An image in a user message is a part of its own, between the texts around it. */
class ImagesTest {

    private static final Image CAT = Image.url("https://example.org/cat.png");
    private static final Image DOG = Image.bytes("image/png", new byte[] {1, 2});

    @OnEveryCompiler
    void an_image_at_the_end_of_a_line_divides_the_text(TestedCompiler compiler) {
        CompiledPrompt prompt =
                CompiledPrompt.of(compiler, "First: {a}\n{b} is {x}.", "Image a();\nString x();\nImage b();");

        assertThat(onlyMessage(prompt.render(CAT, "nicer", DOG), Role.USER))
                .containsExactly(new Text("First:"), CAT, DOG, new Text("is nicer."));
    }

    @OnEveryCompiler
    void an_image_in_a_paragraph_of_its_own_is_a_part_of_the_same_message(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(
                compiler, "SYSTEM: s\nUSER: Look:\n\n{a}\n\nWhat {x}?\nASSISTANT: ok", "Image a();\nString x();");
        List<Message> messages = prompt.render(CAT, "now");

        assertThat(messages).extracting(Message::role).containsExactly(Role.SYSTEM, Role.USER, Role.ASSISTANT);
        assertThat(stripped(messages.get(1))).containsExactly(new Text("Look:"), CAT, new Text("What now?"));
    }

    @OnEveryCompiler
    void an_image_alone_comes_without_empty_texts(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "{a}\n", "Image a();");

        assertThat(prompt.render(DOG)).containsExactly(Message.user(DOG));
    }

    @OnEveryCompiler
    void an_image_may_stand_at_the_end_of_a_path(TestedCompiler compiler) {
        CompiledPrompt prompt =
                CompiledPrompt.of(compiler, "USER: See {pet.photo}", "Pet pet();\nrecord Pet(Image photo) {}");
        Object pet = prompt.classes().create("demo.Sample$Pet", CAT);

        assertThat(onlyMessage(prompt.render(pet), Role.USER)).containsExactly(new Text("See"), CAT);
    }

    private static List<Part> onlyMessage(List<Message> messages, Role role) {
        assertThat(messages).singleElement().extracting(Message::role).isEqualTo(role);
        return stripped(messages.get(0));
    }

    /** The blanks between a text and an image are nobody's business. */
    private static List<Part> stripped(Message message) {
        return message.parts().stream()
                .map(part -> part instanceof Text text ? new Text(text.text().strip()) : part)
                .toList();
    }
}
