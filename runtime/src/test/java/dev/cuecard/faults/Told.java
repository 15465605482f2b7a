package dev.cuecard.faults;

import dev.cuecard.kit.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller must have been told by events that reached him: a second reading of the protocols, plain and slow, that
 * shares nothing with the one that is tested.
 */
final class Told {

    /** A call of a tool, with its arguments as what they mean. */
    record Call(String name, JsonNode arguments) {}

    private static final JsonMapper JSON = new JsonMapper();

    private final Protocol protocol;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final Map<Integer, String> names = new TreeMap<>();
    private final Map<Integer, StringBuilder> arguments = new TreeMap<>();
    private OptionalLong outputTokens = OptionalLong.empty();
    private boolean counted;
    private int chunks;
    private boolean finished;
    private boolean ended;

    Told(Protocol protocol) {
        this.protocol = protocol;
    }

    static Told of(Protocol protocol, List<byte[]> events) {
        Told told = new Told(protocol);
        events.forEach(told::add);
        return told;
    }

    static JsonNode object(String text) {
        return JSON.readValue(text, ObjectNode.class);
    }

    /** Adds an event; one that was cut off says something only if its JSON is whole. */
    void add(byte[] event) {
        String line = data(event);
        if (ended || line.isBlank()) {
            return;
        }
        if (line.strip().equals("[DONE]")) {
            ended = true;
            return;
        }
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JacksonException e) {
            return;
        }
        chunks++;
        switch (protocol) {
            case OPENAI -> openAi(json);
            case ANTHROPIC -> anthropic(json);
            case GOOGLE -> google(json);
            case OLLAMA -> ollama(json);
        }
    }

    private String data(byte[] event) {
        String all = new String(event, StandardCharsets.UTF_8);
        if (protocol == Protocol.OLLAMA) {
            return all;
        }
        int data = all.indexOf("data:");
        return data < 0 ? "" : all.substring(data + "data:".length());
    }

    private void openAi(JsonNode json) {
        for (JsonNode choice : json.path("choices")) {
            JsonNode delta = choice.path("delta");
            text.append(delta.path("content").asString(""));
            reasoning.append(delta.path("reasoning_content").asString(""));
            for (JsonNode call : delta.path("tool_calls")) {
                JsonNode function = call.path("function");
                piece(
                        call.path("index").asInt(),
                        function.path("name").asString(""),
                        function.path("arguments").asString(""));
            }
            finished |= choice.path("finish_reason").isString();
        }
        count(json.path("usage"), "completion_tokens");
    }

    private void anthropic(JsonNode json) {
        JsonNode block = json.path("content_block");
        JsonNode delta = json.path("delta");
        int index = json.path("index").asInt(0);
        switch (json.path("type").asString("")) {
            case "message_start" -> count(json.path("message").path("usage"), "output_tokens");
            case "content_block_start" -> {
                if (block.path("type").asString("").equals("tool_use")) {
                    piece(index, block.path("name").asString(""), "");
                }
            }
            case "content_block_delta" -> {
                text.append(delta.path("text").asString(""));
                reasoning.append(delta.path("thinking").asString(""));
                if (delta.has("partial_json")) {
                    piece(index, "", delta.path("partial_json").asString(""));
                }
            }
            case "message_delta" -> {
                finished |= delta.path("stop_reason").isString();
                count(json.path("usage"), "output_tokens");
            }
            case "message_stop" -> ended = true;
            default -> {
                // The end of a block.
            }
        }
    }

    private void google(JsonNode json) {
        JsonNode candidate = json.path("candidates").path(0);
        for (JsonNode part : candidate.path("content").path("parts")) {
            StringBuilder into = part.path("thought").asBoolean(false) ? reasoning : text;
            into.append(part.path("text").asString(""));
            if (part.has("functionCall")) {
                JsonNode call = part.path("functionCall");
                piece(
                        names.size(),
                        call.path("name").asString(""),
                        call.path("args").toString());
            }
        }
        finished |= candidate.path("finishReason").isString();
        count(json.path("usageMetadata"), "candidatesTokenCount");
    }

    private void ollama(JsonNode json) {
        JsonNode message = json.path("message");
        text.append(message.path("content").asString(""));
        reasoning.append(message.path("thinking").asString(""));
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            piece(
                    names.size(),
                    function.path("name").asString(""),
                    function.path("arguments").toString());
        }
        count(json, "eval_count");
        ended |= json.path("done").asBoolean(false);
        finished |= ended;
    }

    private void piece(int index, String name, String more) {
        if (!name.isEmpty()) {
            names.put(index, name);
        }
        arguments.computeIfAbsent(index, unused -> new StringBuilder()).append(more);
    }

    private void count(JsonNode usage, String name) {
        if (usage.has(name)) {
            counted = true;
            outputTokens = OptionalLong.of(usage.path(name).asLong());
        }
    }

    String text() {
        return text.toString();
    }

    String reasoning() {
        return reasoning.toString();
    }

    /** The calls whose arguments are whole. One that has none has all of them once the model is done. */
    List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        arguments.forEach((index, json) -> {
            try {
                boolean none = json.isEmpty() && (finished || ended);
                calls.add(new Call(names.get(index), object(none ? "{}" : json.toString())));
            } catch (JacksonException e) {
                assert !finished : e;
            }
        });
        return calls;
    }

    OptionalLong outputTokens() {
        return outputTokens;
    }

    boolean counted() {
        return counted;
    }

    int chunks() {
        return chunks;
    }

    /** Whether the model said why it stopped. */
    boolean finished() {
        return finished || ended;
    }

    /** Whether nothing that follows is read. */
    boolean ended() {
        return ended;
    }
}
