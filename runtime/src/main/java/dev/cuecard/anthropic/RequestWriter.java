package dev.cuecard.anthropic;

import dev.cuecard.call.CallOptions;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.message.Message;
import dev.cuecard.provider.ChatRequest;
import dev.cuecard.provider.WireRequest;
import dev.cuecard.provider.WireRequest.Framing;
import dev.cuecard.wire.ExtraFields;
import dev.cuecard.wire.JsonText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Writes a request's headers and JSON. A field that the caller sets as an extra one replaces the field of the same name.
 *
 * @see <a href="https://docs.claude.com/en/api/messages">Anthropic API reference, Messages</a>
 * @see <a href="https://docs.claude.com/en/api/versioning">Anthropic API reference, Versions</a>
 */
final class RequestWriter {

    static final String PATH = "/v1/messages";
    private static final String API_VERSION = "2023-06-01";

    private final String provider;

    RequestWriter(String provider) {
        this.provider = provider;
    }

    WireRequest write(ChatRequest request) {
        requireNoSeed(request.options());
        ExtraFields extra = ExtraFields.of(provider, request);
        Map<String, String> headers = new HashMap<>();
        headers.put("anthropic-version", API_VERSION);
        extra.take(BetaHeader.FIELD)
                .map(json -> BetaHeader.read(provider, json))
                .filter(names -> !names.isEmpty())
                .ifPresent(names -> headers.put("anthropic-beta", names));
        return new WireRequest(PATH, headers, body(request, extra), request.stream() ? Framing.SSE : Framing.JSON);
    }

    private String body(ChatRequest request, ExtraFields extra) {
        return JsonText.object(json -> {
            extra.text(json, "model", request.model());
            CallOptions options = request.options();
            extra.number(json, "max_tokens", OptionalInt.of(options.maxTokens().orElse(Anthropic.DEFAULT_MAX_TOKENS)));
            String system = systemText(request.messages());
            if (!system.isEmpty()) {
                extra.text(json, "system", system);
            }
            if (!extra.has("messages")) {
                json.writeArrayPropertyStart("messages");
                new MessageWriter(json, provider).writeAll(request.messages());
                json.writeEndArray();
            }
            json.writeBooleanProperty("stream", request.stream());
            extra.number(json, "temperature", options.temperature());
            extra.number(json, "top_p", options.topP());
            extra.texts(json, "stop_sequences", options.stop());
            extra.writeRest(json);
        });
    }

    private static String systemText(List<Message> messages) {
        return messages.stream()
                .filter(MessageWriter::isInstruction)
                .map(Message::text)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
    }

    private void requireNoSeed(CallOptions options) {
        if (options.seed().isPresent()) {
            throw new ConfigurationException("The option 'seed' cannot be sent to " + provider
                    + ", whose API has none. Leave it out for this model; 'temperature' 0 is as near as it comes to replies"
                    + " that repeat.");
        }
    }
}
