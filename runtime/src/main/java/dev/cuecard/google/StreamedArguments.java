package dev.cuecard.google;

import dev.cuecard.wire.WireJson;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The arguments of one call, put together from values that come with the path to where they belong. Texts come in pieces
 * that are appended. A value without a place makes the arguments broken for good: a call that lacks an argument must not
 * look like one that is whole.
 */
final class StreamedArguments {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Elements come in order. A few that are left out count as null, but no index makes an array of any length. */
    private static final int MOST_LEFT_OUT = 16;

    private final Members root = new Members(new LinkedHashMap<>());
    private boolean broken;

    private sealed interface Value permits Members, Elements, Text, Literal {}

    private record Members(Map<String, Value> byName) implements Value {}

    private record Elements(List<Value> inOrder) implements Value {}

    private record Text(StringBuilder pieces) implements Value {}

    /** A number, a truth value or null, as it is written. */
    private record Literal(String json) implements Value {
        static final Literal NULL = new Literal("null");
    }

    /** Puts a value to its place. */
    void put(ArgumentPiece piece) {
        Value value = value(piece);
        if (value == null) {
            broken |= piece.kind() == ArgumentPiece.Kind.UNREADABLE;
            return;
        }
        List<ArgumentPath.Step> path = ArgumentPath.parse(piece.path());
        if (path.isEmpty() || !put(path, value)) {
            broken = true;
        }
    }

    private static @Nullable Value value(ArgumentPiece piece) {
        return switch (piece.kind()) {
            case TEXT -> new Text(new StringBuilder(piece.value()));
            case LITERAL -> new Literal(piece.value());
            case NONE, UNREADABLE -> null;
        };
    }

    private boolean put(List<ArgumentPath.Step> path, Value value) {
        Value place = root;
        for (int i = 0; i < path.size() - 1; i++) {
            ArgumentPath.Step step = path.get(i);
            Value next = child(place, step);
            if (next == null || next.equals(Literal.NULL)) {
                next = path.get(i + 1).isIndex() ? new Elements(new ArrayList<>()) : new Members(new LinkedHashMap<>());
                if (!set(place, step, next)) {
                    return false;
                }
            }
            place = next;
        }
        ArgumentPath.Step last = path.get(path.size() - 1);
        Value before = child(place, last);
        if (before instanceof Text begun && value instanceof Text more) {
            begun.pieces().append(more.pieces());
            return true;
        }
        return !(before instanceof Members || before instanceof Elements) && set(place, last, value);
    }

    private static @Nullable Value child(Value place, ArgumentPath.Step step) {
        if (place instanceof Members members && !step.isIndex()) {
            return members.byName().get(step.name());
        }
        return place instanceof Elements elements
                        && step.isIndex()
                        && step.index() < elements.inOrder().size()
                ? elements.inOrder().get(step.index())
                : null;
    }

    private static boolean set(Value place, ArgumentPath.Step step, Value value) {
        if (place instanceof Members members && !step.isIndex()) {
            members.byName().put(step.name(), value);
            return true;
        }
        if (!(place instanceof Elements elements) || !step.isIndex()) {
            return false;
        }
        List<Value> inOrder = elements.inOrder();
        if (step.index() - inOrder.size() > MOST_LEFT_OUT) {
            return false;
        }
        while (inOrder.size() <= step.index()) {
            inOrder.add(Literal.NULL);
        }
        inOrder.set(step.index(), value);
        return true;
    }

    /** Lays an object over the arguments: some may come at once where others come in pieces. */
    void merge(String json) {
        try (JsonParser parser = WireJson.parser(json.getBytes(StandardCharsets.UTF_8))) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                root.byName().putAll(members(parser).byName());
            } else {
                broken = true;
            }
        } catch (JacksonException e) {
            // Text in place of an object, and no JSON either: the arguments cannot be whole any more.
            broken = true;
        }
    }

    private static Members members(JsonParser parser) {
        Members members = new Members(new LinkedHashMap<>());
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            members.byName().put(name, read(parser));
        }
        return members;
    }

    /** As deep as the parser allows, and no deeper. */
    private static Value read(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> {
                List<Value> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(read(parser));
                }
                yield new Elements(elements);
            }
            case VALUE_STRING -> new Text(new StringBuilder(parser.getString()));
            default -> new Literal(parser.getString());
        };
    }

    /** Gives the JSON of an object; broken JSON where a value had no place. */
    String text() {
        return broken ? cutText() : wholeText();
    }

    /** Gives what is there, without the end of the object. */
    String cutText() {
        String whole = wholeText();
        return whole.substring(0, whole.length() - 1);
    }

    private String wholeText() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, root);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Value value) {
        if (value instanceof Members members) {
            json.writeStartObject();
            members.byName().forEach((name, member) -> {
                json.writeName(name);
                write(json, member);
            });
            json.writeEndObject();
        } else if (value instanceof Elements elements) {
            json.writeStartArray();
            elements.inOrder().forEach(element -> write(json, element));
            json.writeEndArray();
        } else if (value instanceof Text text) {
            json.writeString(text.pieces().toString());
        } else if (value instanceof Literal literal) {
            json.writeRawValue(literal.json());
        }
    }
}
