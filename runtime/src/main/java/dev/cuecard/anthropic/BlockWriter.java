package dev.cuecard.anthropic;

import dev.cuecard.message.Image;
import dev.cuecard.message.Part;
import dev.cuecard.message.ProviderData;
import dev.cuecard.message.Text;
import dev.cuecard.message.ToolCall;
import dev.cuecard.message.ToolResult;
import dev.cuecard.wire.DataUrl;
import dev.cuecard.wire.JsonText;
import dev.cuecard.wire.Turn;
import tools.jackson.core.JsonGenerator;

/** Writes a turn's content blocks for {@link MessageWriter}, and refuses what this protocol has no place for. */
final class BlockWriter {

    private final JsonGenerator json;

    BlockWriter(JsonGenerator json) {
        this.json = json;
    }

    /** Tells whether a part is one that can be sent here. */
    static boolean isOurs(Turn turn, Part part) {
        return !(part instanceof ProviderData) || turn.ownData(part).isPresent();
    }

    /** Writes a part that {@link #isOurs is ours}. */
    void write(Turn turn, Part part) {
        if (part instanceof ProviderData data) {
            own(turn, data);
            return;
        }
        json.writeStartObject();
        if (part instanceof Text text) {
            json.writeStringProperty("type", "text");
            json.writeStringProperty("text", text.text());
        } else if (part instanceof Image image) {
            image(turn, image);
        } else if (part instanceof ToolCall call) {
            call(turn, call);
        } else if (part instanceof ToolResult result) {
            result(turn, result);
        }
        json.writeEndObject();
    }

    private void own(Turn turn, ProviderData data) {
        if (!JsonText.isObject(data.json())) {
            throw turn.refuse(
                    data,
                    " that is not a JSON object. It has to be a content block as " + turn.provider() + " sent it.");
        }
        json.writeRawValue(data.json());
    }

    private void image(Turn turn, Image image) {
        json.writeStringProperty("type", "image");
        json.writeObjectPropertyStart("source");
        String url = image.url().orElse("");
        if (url.isEmpty()) {
            base64(image.mediaType(), image.base64());
        } else if (DataUrl.isOne(url)) {
            DataUrl data = DataUrl.of(turn, image, url);
            base64(data.mediaType(), data.base64());
        } else {
            json.writeStringProperty("type", "url");
            json.writeStringProperty("url", url);
        }
        json.writeEndObject();
    }

    private void base64(String mediaType, String data) {
        json.writeStringProperty("type", "base64");
        json.writeStringProperty("media_type", mediaType);
        json.writeStringProperty("data", data);
    }

    private void call(Turn turn, ToolCall call) {
        if (!JsonText.isObject(call.arguments())) {
            throw turn.refuse(
                    call,
                    " whose arguments are not a JSON object, the only form that " + turn.provider()
                            + " takes them in. Write {} where there are none.");
        }
        json.writeStringProperty("type", "tool_use");
        json.writeStringProperty("id", call.id().orElseThrow(() -> turn.noId(call)));
        json.writeStringProperty("name", call.name());
        json.writeName("input");
        json.writeRawValue(call.arguments());
    }

    private void result(Turn turn, ToolResult result) {
        if (result.id().isEmpty()) {
            throw turn.noId(result);
        }
        json.writeStringProperty("type", "tool_result");
        json.writeStringProperty("tool_use_id", result.id());
        // The API's form of a tool that returned nothing is a result without content, not one with a blank text.
        if (!result.content().isBlank()) {
            json.writeStringProperty("content", result.content());
        }
    }
}
