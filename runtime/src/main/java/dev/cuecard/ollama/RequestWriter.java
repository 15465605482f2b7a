package dev.cuecard.ollama;

import dev.cuecard.call.CallOptions;
import dev.cuecard.message.Message;
import dev.cuecard.provider.ChatRequest;
import dev.cuecard.wire.ExtraFields;
import dev.cuecard.wire.JsonText;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a request's JSON. A field that the caller sets as an extra one replaces the field of the same name, but for
 * {@code options}: there the caller's members are laid over ours.
 *
 * @see <a href="https://docs.ollama.com/api/chat">Ollama API, Generate a chat message</a>
 */
final class RequestWriter {

    private RequestWriter() {}

    static String write(ChatRequest request) {
        ExtraFields extra = ExtraFields.of(OllamaProvider.NAME, request);
        return JsonText.object(json -> {
            extra.text(json, "model", request.model());
            if (!extra.has("messages")) {
                json.writeArrayPropertyStart("messages");
                MessageWriter writer = new MessageWriter(json);
                List<Message> messages = request.messages();
                for (int i = 0; i < messages.size(); i++) {
                    writer.write(messages.get(i), i + 1);
                }
                json.writeEndArray();
            }
            // Said in either case: Ollama streams unless it is told not to.
            json.writeBooleanProperty("stream", request.stream());
            CallOptions options = request.options();
            extra.object(json, "options", setsAny(options), given -> options(json, given, options));
            extra.writeRest(json);
        });
    }

    private static boolean setsAny(CallOptions options) {
        return options.temperature().isPresent()
                || options.topP().isPresent()
                || options.maxTokens().isPresent()
                || options.seed().isPresent()
                || !options.stop().isEmpty();
    }

    private static void options(JsonGenerator json, ExtraFields given, CallOptions options) {
        given.number(json, "temperature", options.temperature());
        given.number(json, "top_p", options.topP());
        given.number(json, "num_predict", options.maxTokens());
        given.number(json, "seed", options.seed());
        given.texts(json, "stop", options.stop());
    }
}
