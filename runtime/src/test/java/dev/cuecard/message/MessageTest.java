package dev.cuecard.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.error.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageTest {

    /** What a tool takes. */
    record Weather(String city, int days) {}

    @Test
    void turns_are_made_by_their_role_and_read_as_text() {
        assertThat(Message.system("s").role()).isEqualTo(Role.SYSTEM);
        assertThat(Message.developer("d").role().wireName()).isEqualTo("developer");
        assertThat(Message.user("u").text()).isEqualTo("u");
        assertThat(Message.assistant("a").parts()).containsExactly(new Text("a"));
        Message result = Message.toolResult("call_1", "weather", "sunny");
        assertThat(result.role()).isEqualTo(Role.TOOL);
        assertThat(result.text()).isEqualTo("sunny");
        assertThat(result.parts()).containsExactly(new ToolResult("call_1", "weather", "sunny"));
    }

    @Test
    void a_speaker_may_have_a_name() {
        Message plain = Message.user("u");
        Message named = plain.named("Ann");

        assertThat(plain.name()).isEmpty();
        assertThat(named.name()).contains("Ann");
        assertThat(named.role()).isEqualTo(Role.USER);
        assertThat(named.parts()).isEqualTo(plain.parts());
        assertThat(named).isEqualTo(Message.user("u").named("Ann")).isNotEqualTo(plain);
        assertThat(plain).isEqualTo(new Message(Role.USER, List.of(new Text("u"))));
        assertThat(plain).hasToString("Message[role=USER, parts=[Text[text=u]]]");
        assertThat(named).hasToString("Message[role=USER, parts=[Text[text=u]], name=Ann]");
        assertThatThrownBy(() -> plain.named(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name")
                .hasMessageContaining("USER");
        assertThatThrownBy(() -> new Message(Role.USER, List.of(), Optional.of("")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_text_of_a_message_of_several_parts_is_that_of_its_texts() {
        Message mixed = Message.user(new Text("look: "), Image.url("https://example.com/cat.png"), new Text("cute"));

        assertThat(mixed.text()).isEqualTo("look: cute");
        assertThat(mixed.toolCalls()).isEmpty();
    }

    @Test
    void arguments_of_a_tool_call_are_read_into_maps_and_records() {
        ToolCall call = new ToolCall(Optional.of("call_1"), "weather", "{\"city\":\"Paris\",\"days\":3}");

        assertThat(call.argumentsAs(Weather.class)).isEqualTo(new Weather("Paris", 3));
        assertThat((Object) call.argumentsAs(Map.class)).isEqualTo(Map.of("city", "Paris", "days", 3));
        assertThat(new Message(Role.ASSISTANT, List.of(call)).toolCalls()).containsExactly(call);
    }

    @Test
    void arguments_that_do_not_fit_are_named_with_the_type_and_the_text() {
        ToolCall call = new ToolCall(Optional.empty(), "weather", "{\"days\":\"many\"}");

        assertThatThrownBy(() -> call.argumentsAs(Weather.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'weather'")
                .hasMessageContaining("Weather")
                .hasMessageContaining("many");
    }

    @Test
    void the_bytes_of_an_image_are_copied_and_compared_by_value() {
        byte[] bytes = "png".getBytes(StandardCharsets.UTF_8);
        Image image = Image.bytes("image/png", bytes);
        bytes[0] = 'x';

        assertThat(image.base64()).isEqualTo("cG5n");
        assertThat(image).isEqualTo(Image.bytes("image/png", "png".getBytes(StandardCharsets.UTF_8)));
        assertThat(image.url()).isEmpty();
        assertThat(image).hasToString("Image[image/png, 3 bytes]");
        assertThatThrownBy(() -> Image.bytes("png", bytes)).hasMessageContaining("image/png");
        assertThatThrownBy(() -> Image.url(" ")).hasMessageContaining("blank");
    }
}
