package dev.cuecard.processor.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.template.Template.Insert;
import dev.cuecard.processor.template.Template.Literal;
import dev.cuecard.processor.template.Template.Node;
import dev.cuecard.processor.template.Template.Open;
import dev.cuecard.processor.template.Template.Speaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Divides the bodies of Prompty's conformance data ({@code roles.jsonl}) into messages. The data is not part of the
 * project: the system property {@code cuecard.vectors} names the folder that holds it.
 */
class RoleVectorsTest {

    /** What a renderer of Prompty leaves in the body for the messages of an input. */
    private static final Pattern NONCE = Pattern.compile("__PROMPTY_THREAD_[0-9a-f]+_(\\w+)__");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A message; the messages of an input stand as one with the input's name for a role. */
    private record Message(String role, String text, Map<String, Object> attributes) {}

    @TestFactory
    Stream<DynamicTest> a_body_is_divided_as_prompty_does() throws IOException {
        String folder = System.getProperty("cuecard.vectors", "");
        Assumptions.assumeTrue(
                !folder.isBlank(), "The property cuecard.vectors does not name the folder of the vectors.");
        List<JsonNode> vectors = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(folder, "roles.jsonl"))) {
            vectors.add(JSON.readTree(line));
        }
        assertThat(vectors).isNotEmpty();
        return vectors.stream()
                .map(vector -> DynamicTest.dynamicTest(vector.get("name").asString(), () -> {
                    Parsed parsed = MustacheParser.parse(body(vector), Speaker.SYSTEM);
                    assertThat(parsed.faults()).isEmpty();
                    assertThat(messages(parsed.template())).isEqualTo(expected(vector));
                }));
    }

    @Test
    void newlines_go_from_the_ends_of_a_message_and_blanks_stay() {
        Template template = MustacheParser.parse("system:\n  \n  You are helpful.  \n", Speaker.SYSTEM)
                .template();

        assertThat(messages(template)).containsExactly(new Message("system", "  \n  You are helpful.  ", Map.of()));
    }

    /** A nonce is about rendering: here the input itself stands in its place, between the messages. */
    private static String body(JsonNode vector) {
        String rendered = vector.get("input").get("rendered").asString();
        return NONCE.matcher(rendered).replaceAll("{{$1}}");
    }

    private static List<Message> messages(Template template) {
        List<Message> messages = new ArrayList<>();
        Message message = new Message(name(template.firstSpeaker()), "", Map.of());
        for (Node node : template.body()) {
            if (node instanceof Literal literal) {
                message = new Message(message.role(), message.text() + literal.text(), message.attributes());
            } else if (node instanceof Open open) {
                add(message, messages);
                message = new Message(name(open.speaker()), "", open.attributes());
            } else if (node instanceof Insert insert) {
                add(message, messages);
                messages.add(new Message(insert.value().toString(), "", Map.of()));
                message = new Message(message.role(), "", Map.of());
            }
        }
        add(message, messages);
        return messages;
    }

    /** Adds a message without the newlines at its ends, as the tree says of its edges; one without text is none. */
    private static void add(Message message, List<Message> messages) {
        String text = message.text().replaceAll("^[\r\n]+|[\r\n]+$", "");
        if (!text.isEmpty()) {
            messages.add(new Message(message.role(), text, message.attributes()));
        }
    }

    private static String name(Speaker speaker) {
        return speaker.name().toLowerCase(Locale.ROOT);
    }

    /** The messages that a vector expects; where they are an input's, the name of the input stands for them. */
    private static List<Message> expected(JsonNode vector) {
        Map<Message, String> threads = new HashMap<>();
        JsonNode inputs = vector.get("input").path("thread_inputs");
        inputs.properties()
                .forEach(input -> messages(input.getValue()).forEach(said -> threads.put(said, input.getKey())));
        List<Message> expected = new ArrayList<>();
        for (Message message : messages(vector.get("expected").get("messages"))) {
            String thread = threads.get(message);
            Message stands = thread == null ? message : new Message(thread, "", Map.of());
            if (thread == null || !expected.contains(stands)) {
                expected.add(stands);
            }
        }
        return expected;
    }

    private static List<Message> messages(JsonNode list) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : list) {
            StringBuilder text = new StringBuilder();
            message.get("content").forEach(part -> text.append(part.get("value").asString()));
            Map<String, Object> attributes = new HashMap<>();
            message.path("metadata")
                    .properties()
                    .forEach(entry -> attributes.put(entry.getKey(), value(entry.getValue())));
            messages.add(new Message(message.get("role").asString(), text.toString(), attributes));
        }
        return messages;
    }

    private static Object value(JsonNode json) {
        if (json.isIntegralNumber()) {
            return json.asLong();
        }
        if (json.isNumber()) {
            return json.asDouble();
        }
        return json.isBoolean() ? (Object) json.asBoolean() : json.asString();
    }
}
