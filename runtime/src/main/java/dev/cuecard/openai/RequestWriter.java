package dev.cuecard.openai;

import dev.cuecard.call.CallOptions;
import dev.cuecard.message.Message;
import dev.cuecard.provider.ChatRequest;
import dev.cuecard.wire.ExtraFields;
import dev.cuecard.wire.JsonText;
import java.util.List;

/**
 * Writes a request's JSON. A field that the caller sets as an extra one replaces the field of the same name.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">OpenAI API reference, Create chat
 *     completion</a>
 */
final class RequestWriter {

    private final String provider;
    private final Dialect dialect;

    RequestWriter(String provider, Dialect dialect) {
        this.provider = provider;
        this.dialect = dialect;
    }

    String write(ChatRequest request) {
        ExtraFields extra = ExtraFields.of(provider, request);
        return JsonText.object(json -> {
            extra.text(json, "model", request.model());
            if (!extra.has("messages")) {
                json.writeArrayPropertyStart("messages");
                MessageWriter writer = new MessageWriter(json, provider, dialect);
                List<Message> messages = request.messages();
                for (int i = 0; i < messages.size(); i++) {
                    writer.write(messages.get(i), i + 1);
                }
                json.writeEndArray();
            }
            json.writeBooleanProperty("stream", request.stream());
            if (request.stream() && dialect.usageOnRequest() && !extra.has("stream_options")) {
                json.writeObjectPropertyStart("stream_options");
                json.writeBooleanProperty("include_usage", true);
                json.writeEndObject();
            }
            CallOptions options = request.options();
            extra.number(json, "temperature", options.temperature());
            extra.number(json, "top_p", options.topP());
            extra.number(json, dialect.maxTokens(), options.maxTokens());
            extra.number(json, dialect.seed(), options.seed());
            extra.texts(json, "stop", options.stop());
            extra.writeRest(json);
        });
    }
}
