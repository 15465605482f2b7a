package dev.cuecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.message.Image;
import dev.cuecard.message.Message;
import dev.cuecard.message.Role;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How text, roles, images and messages become messages where the template decides as it goes. */
class TranscriptTest {

    private static final Image PHOTO = Image.url("https://example.org/photo.png");

    @Test
    void text_before_the_first_role_is_a_message_of_its_own() {
        Transcript transcript = new Transcript(Role.USER, true);
        transcript.words("\n");
        transcript.value("");
        transcript.words("\n");
        transcript.open(Role.ASSISTANT, "");
        transcript.words("\nYes.\n\n");

        assertThat(transcript.messages()).containsExactly(Message.user(""), Message.assistant("Yes."));
    }

    @Test
    void blanks_before_the_first_role_are_none() {
        Transcript transcript = new Transcript(Role.USER, true);
        transcript.words("\n  \n");
        transcript.open(Role.SYSTEM, "");
        transcript.words("  Be brief.  \n");

        assertThat(transcript.messages()).containsExactly(Message.system("  Be brief.  "));
    }

    @Test
    void a_role_without_text_is_an_empty_message() {
        Transcript transcript = new Transcript(Role.USER, true);
        transcript.open(Role.USER, "");
        transcript.open(Role.ASSISTANT, "Ann");

        assertThat(transcript.messages())
                .containsExactly(Message.user(""), Message.assistant("").named("Ann"));
    }

    @Test
    void messages_divide_the_one_they_stand_in() {
        Transcript transcript = new Transcript(Role.USER, true);
        transcript.open(Role.SYSTEM, "");
        transcript.words("Be brief.\n\n");
        transcript.splice(List.of(Message.user("a"), Message.assistant("b")));
        transcript.words("\n\nAnd kind.\n");
        transcript.open(Role.USER, "");
        transcript.words("\n");
        transcript.splice(Message.user("c"));
        transcript.words("\n");

        assertThat(transcript.messages())
                .containsExactly(
                        Message.system("Be brief."),
                        Message.user("a"),
                        Message.assistant("b"),
                        Message.system("And kind."),
                        Message.user("c"));
    }

    @Test
    void an_image_is_a_part_and_white_space_only_divides_text_from_it() {
        Transcript transcript = new Transcript(Role.USER, true);
        transcript.words("Look:\n");
        transcript.image(PHOTO);
        transcript.image(null);
        transcript.words("\nWhat is it?\n");

        Message only = transcript.messages().get(0);
        assertThat(only.parts()).hasSize(3).contains(PHOTO);
        assertThat(only.text()).isEqualTo("Look:What is it?");
    }

    @Test
    void a_template_that_says_nothing_is_an_empty_message() {
        assertThat(new Transcript(Role.USER, false).messages()).containsExactly(Message.user(""));
    }

    @Test
    void a_missing_message_among_others_is_told_by_its_index() {
        Transcript transcript = new Transcript(Role.USER, false);

        assertThatThrownBy(() -> transcript.splice(Arrays.asList(Message.user("a"), null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("index 1");
    }
}
