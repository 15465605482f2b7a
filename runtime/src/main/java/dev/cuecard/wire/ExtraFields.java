package dev.cuecard.wire;

import dev.cuecard.error.ConfigurationException;
import dev.cuecard.provider.ChatRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The fields that a caller adds to a request's JSON, each as it is. One that has the name of a field of ours stands in its
 * place: so our fields are written through this class, which leaves out the replaced ones.
 *
 * <p>Used by one thread, for one request: first for our fields, then {@link #writeRest} for what is left.
 */
public final class ExtraFields {

    /** Keeps to the letter of JSON: what the caller adds goes to the server as it is. */
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, String> fields;
    private final Set<String> written = new HashSet<>();

    private ExtraFields(Map<String, String> fields) {
        this.fields = fields;
    }

    /**
     * Takes the extra fields of a request.
     *
     * @param provider the provider's name, for messages
     * @param request the request
     * @return its fields
     * @throws ConfigurationException if a value is not JSON, or if {@code stream} asks for another form of answer than the
     *     one that the call will read
     */
    public static ExtraFields of(String provider, ChatRequest request) {
        Map<String, String> extra = request.options().extra();
        extra.forEach((name, value) -> check(provider, name, value));
        checkStream(provider, extra, request.stream());
        Map<String, String> fields = new LinkedHashMap<>(extra);
        // The request says it already.
        fields.remove("stream");
        return new ExtraFields(fields);
    }

    /**
     * Tells whether the caller wrote a field of this name.
     *
     * @param name the field's name
     * @return true if ours is to be left out
     */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /**
     * Takes a field out of the body: one that has its place in a header, for one.
     *
     * @param name the field's name
     * @return its value as JSON text, if the caller wrote it
     */
    public Optional<String> take(String name) {
        written.add(name);
        return Optional.ofNullable(fields.get(name));
    }

    /** Writes a field of ours, unless the caller wrote it. */
    public void text(JsonGenerator json, String name, String value) {
        if (!has(name)) {
            json.writeStringProperty(name, value);
        }
    }

    /** Writes a field of ours if it has a value, unless the caller wrote it. */
    public void number(JsonGenerator json, String name, OptionalDouble value) {
        if (!has(name) && value.isPresent()) {
            json.writeNumberProperty(name, value.getAsDouble());
        }
    }

    /** Writes a field of ours if it has a value, unless the caller wrote it. */
    public void number(JsonGenerator json, String name, OptionalInt value) {
        if (!has(name) && value.isPresent()) {
            json.writeNumberProperty(name, value.getAsInt());
        }
    }

    /** Writes a field of ours if it has a value, unless the caller wrote it. */
    public void number(JsonGenerator json, String name, OptionalLong value) {
        if (!has(name) && value.isPresent()) {
            json.writeNumberProperty(name, value.getAsLong());
        }
    }

    /** Writes an array of texts if there are any, unless the caller wrote it. */
    public void texts(JsonGenerator json, String name, Iterable<String> values) {
        if (!has(name) && values.iterator().hasNext()) {
            json.writeArrayPropertyStart(name);
            values.forEach(json::writeString);
            json.writeEndArray();
        }
    }

    /**
     * Writes an object of ours with the members of the caller's object of that name laid over it. Where the caller's is no
     * object, it takes the place of ours.
     *
     * @param json where to
     * @param name the object's name
     * @param any whether ours has members; without any, and without the caller's, there is no object
     * @param members writes ours, given the caller's
     */
    public void object(JsonGenerator json, String name, boolean any, Consumer<ExtraFields> members) {
        Optional<Map<String, String>> over =
                Optional.ofNullable(fields.get(name)).flatMap(ExtraFields::members);
        if (over.isPresent() || (any && !has(name))) {
            ExtraFields inner = new ExtraFields(over.orElse(Map.of()));
            json.writeObjectPropertyStart(name);
            members.accept(inner);
            inner.writeRest(json);
            json.writeEndObject();
            written.add(name);
        }
    }

    /** Returns the members of a JSON object, each as it is written; empty for anything else. */
    static Optional<Map<String, String>> members(String object) {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), object)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                // A text is read to its end only now.
                parser.finishToken();
                int end = (int) parser.currentLocation().getCharOffset();
                members.put(name, object.substring(start, end).strip());
            }
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null
                    ? Optional.of(members)
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes what the caller added and neither {@link #object} has written yet nor {@link #take} has taken out.
     *
     * @param json where to
     */
    public void writeRest(JsonGenerator json) {
        fields.forEach((name, value) -> {
            if (!written.contains(name)) {
                json.writeName(name);
                json.writeRawValue(value);
            }
        });
    }

    /** Refuses a value that is not one JSON value: it would break the whole request. */
    private static void check(String provider, String name, String value) {
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
                    provider,
                    name,
                    " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")");
        }
        throw notJson(provider, name, "");
    }

    private static ConfigurationException notJson(String provider, String name, String place) {
        return new ConfigurationException("The value of the extra field '" + name + "' for " + provider
                + " is not JSON" + place + ". Write it as it shall stand in the request: a text in double quotes,"
                + " a number, true, false, null, an array or an object.");
    }

    /** The answer is read as the call was made, so the request must not ask for the other form. */
    private static void checkStream(String provider, Map<String, String> extra, boolean stream) {
        String wanted = extra.get("stream");
        if (wanted != null && !wanted.strip().equals(String.valueOf(stream))) {
            throw new ConfigurationException("The extra field 'stream' for " + provider + " is " + wanted.strip()
                    + ", but the call was made for stream " + stream + ". Leave the field out and choose with stream(),"
                    + " call() or CallOptions.stream.");
        }
    }
}
