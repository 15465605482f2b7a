package dev.cuecard.processor.check;

import dev.cuecard.processor.check.JsonShape.Members;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Finds how a type is written as JSON. */
final class JsonCheck {

    private final TypeFacts facts;

    JsonCheck(TypeFacts facts) {
        this.facts = facts;
    }

    /**
     * What was found.
     *
     * @param shape how the type is written
     * @param records the members of the records in it
     * @param unwritable the type, in it or itself, that cannot be written
     */
    record Result(JsonShape shape, Map<String, Members> records, Optional<TypeMirror> unwritable) {}

    Result check(TypeMirror type) {
        Search search = new Search();
        JsonShape shape = search.shape(type);
        return new Result(shape, search.records, Optional.ofNullable(search.unwritable));
    }

    private final class Search {
        private final Map<String, Members> records = new LinkedHashMap<>();
        private @Nullable TypeMirror unwritable;

        JsonShape shape(TypeMirror written) {
            TypeMirror type = facts.bound(written);
            if (facts.textForm(type).isPresent() || type.toString().equals("java.lang.Object")) {
                // What an Object is shows when the prompt is rendered.
                return new JsonShape.Plain();
            }
            Optional<TypeMirror> held = facts.held(type);
            if (held.isPresent()) {
                JsonShape value = shape(held.get());
                return value instanceof JsonShape.Plain ? value : new JsonShape.OfOptional(value);
            }
            Optional<TypeFacts.MapTypes> map = facts.map(type);
            if (map.isPresent()) {
                if (facts.textForm(facts.bound(map.get().key())).isEmpty()) {
                    unwritable = type;
                }
                JsonShape value = shape(map.get().value());
                return value instanceof JsonShape.Plain ? value : new JsonShape.OfMap(value);
            }
            Optional<TypeMirror> element = facts.element(type);
            if (element.isPresent()) {
                JsonShape value = shape(element.get());
                return value instanceof JsonShape.Plain
                        ? value
                        : new JsonShape.OfElements(value, type instanceof ArrayType);
            }
            if (facts.isRecord(type)) {
                return recordShape(type);
            }
            unwritable = type;
            return new JsonShape.Plain();
        }

        private JsonShape recordShape(TypeMirror type) {
            String key = type.toString();
            if (!records.containsKey(key)) {
                // Known before its members are looked at, one of which may be of its own type.
                records.put(key, new Members(type, List.of()));
                List<JsonShape.Member> members = new ArrayList<>();
                facts.components(type)
                        .forEach((name, getter) ->
                                members.add(new JsonShape.Member(name, getter.method(), shape(getter.type()))));
                records.put(key, new Members(type, members));
            }
            return new JsonShape.OfRecord(key);
        }
    }
}
