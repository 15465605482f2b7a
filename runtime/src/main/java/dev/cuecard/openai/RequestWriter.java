package dev.cuecard.openai;

import dev.cuecard.call.CallOptions;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.message.Message;
import dev.cuecard.provider.ChatRequest;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a request's JSON. A field that the caller sets as an extra one replaces the field of the same name.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">OpenAI API reference, Create chat
 *     completion</a>
 */
final class RequestWriter {

    /** Keeps to the letter of JSON: what the caller adds goes to the server as it is. */
    private static final JsonFactory FACTORY = new JsonFactory();

    private final String provider;
    private final Dialect dialect;

    RequestWriter(String provider, Dialect dialect) {
        this.provider = provider;
        this.dialect = dialect;
    }

    String write(ChatRequest request) {
        Map<String, String> extra = request.options().extra();
        extra.forEach(this::check);
        checkStream(extra, request.stream());
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            if (!extra.containsKey("model")) {
                json.writeStringProperty("model", request.model());
            }
            if (!extra.containsKey("messages")) {
                json.writeArrayPropertyStart("messages");
                MessageWriter writer = new MessageWriter(json, provider, dialect);
                List<Message> messages = request.messages();
                for (int i = 0; i < messages.size(); i++) {
                    writer.write(messages.get(i), i + 1);
                }
                json.writeEndArray();
            }
            json.writeBooleanProperty("stream", request.stream());
            if (request.stream() && dialect.usageOnRequest() && !extra.containsKey("stream_options")) {
                json.writeObjectPropertyStart("stream_options");
                json.writeBooleanProperty("include_usage", true);
                json.writeEndObject();
            }
            options(json, request.options(), extra);
            extra.forEach((name, value) -> {
                if (!name.equals("stream")) {
                    json.writeName(name);
                    json.writeRawValue(value);
                }
            });
            json.writeEndObject();
        }
        return text.toString();
    }

    private void options(JsonGenerator json, CallOptions options, Map<String, String> extra) {
        if (!extra.containsKey("temperature")) {
            options.temperature().ifPresent(value -> json.writeNumberProperty("temperature", value));
        }
        if (!extra.containsKey("top_p")) {
            options.topP().ifPresent(value -> json.writeNumberProperty("top_p", value));
        }
        if (!extra.containsKey(dialect.maxTokens())) {
            options.maxTokens().ifPresent(value -> json.writeNumberProperty(dialect.maxTokens(), value));
        }
        if (!extra.containsKey(dialect.seed())) {
            options.seed().ifPresent(value -> json.writeNumberProperty(dialect.seed(), value));
        }
        if (!extra.containsKey("stop") && !options.stop().isEmpty()) {
            json.writeArrayPropertyStart("stop");
            options.stop().forEach(json::writeString);
            json.writeEndArray();
        }
    }

    /** Refuses a value that is not one JSON value: it would break the whole request. */
    private void check(String name, String value) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), value)) {
            JsonToken first = parser.nextToken();
            if (first != null) {
                parser.skipChildren();
                if (parser.nextToken() == null) {
                    return;
                }
            }
        } catch (JacksonException e) {
            // The value itself stays out of the message, and so does the parser's, which quotes it: it may be a secret.
            throw notJson(
                    name,
                    " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")");
        }
        throw notJson(name, "");
    }

    private ConfigurationException notJson(String name, String place) {
        return new ConfigurationException("The value of the extra field '" + name + "' for " + provider
                + " is not JSON" + place + ". Write it as it shall stand in the request: a text in double quotes,"
                + " a number, true, false, null, an array or an object.");
    }

    /** The answer is read as the call was made, so the request must not ask for the other form. */
    private void checkStream(Map<String, String> extra, boolean stream) {
        String wanted = extra.get("stream");
        if (wanted != null && !wanted.strip().equals(String.valueOf(stream))) {
            throw new ConfigurationException("The extra field 'stream' for " + provider + " is " + wanted.strip()
                    + ", but the call was made for stream " + stream + ". Leave the field out and choose with stream(),"
                    + " call() or CallOptions.stream.");
        }
    }
}
