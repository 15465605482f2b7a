package dev.cuecard.wire;

import dev.cuecard.stream.Usage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the bytes of scripted replies for the providers' mock writers. */
public final class MockJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private MockJson() {}

    /** Writes a JSON object. */
    public static byte[] object(Consumer<JsonGenerator> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Writes a server-sent event without a name. */
    public static byte[] event(Consumer<JsonGenerator> members) {
        return framed("data: ", members, "\n\n");
    }

    /** Writes a server-sent event. */
    public static byte[] event(String name, Consumer<JsonGenerator> members) {
        return framed("event: " + name + "\ndata: ", members, "\n\n");
    }

    /** Writes a line of newline-delimited JSON. */
    public static byte[] line(Consumer<JsonGenerator> members) {
        return framed("", members, "\n");
    }

    private static byte[] framed(String before, Consumer<JsonGenerator> members, String after) {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        event.writeBytes(object(members));
        event.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return event.toByteArray();
    }

    /** Writes a count, where it is known. */
    public static void count(JsonGenerator json, String name, OptionalLong value) {
        value.ifPresent(number -> json.writeNumberProperty(name, number));
    }

    /** Tells whether any token was counted: else a reply has no usage at all. */
    public static boolean isCounted(Usage usage) {
        return usage.inputTokens().isPresent()
                || usage.outputTokens().isPresent()
                || usage.totalTokens().isPresent()
                || usage.cachedInputTokens().isPresent()
                || usage.reasoningTokens().isPresent();
    }

    /** Cuts the arguments of a tool call into the fragments in which they are sent; no fragment is empty. */
    public static List<String> fragments(String arguments) {
        int half = arguments.offsetByCodePoints(0, arguments.codePointCount(0, arguments.length()) / 2);
        return List.of(arguments.substring(0, half), arguments.substring(half)).stream()
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
