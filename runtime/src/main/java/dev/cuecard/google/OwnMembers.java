package dev.cuecard.google;

import dev.cuecard.message.ProviderData;
import dev.cuecard.wire.Turn;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What Google wants back with the next part of a turn: members of that part's object, the signature of a thought for one.
 * Data of other providers is left out.
 */
final class OwnMembers {

    private final Turn turn;
    private final Map<String, String> waiting = new LinkedHashMap<>();
    private @Nullable ProviderData last;

    OwnMembers(Turn turn) {
        this.turn = turn;
    }

    /** Takes data that stands before a part. */
    void add(ProviderData data) {
        Map<String, String> members = turn.ownMembers(data);
        if (!members.isEmpty()) {
            waiting.putAll(members);
            last = data;
        }
    }

    boolean any() {
        return last != null;
    }

    /**
     * Writes what was taken into the object of the part.
     *
     * @param json where to
     * @param kind the member that the part has already
     */
    void write(JsonGenerator json, String kind) {
        waiting.forEach((name, value) -> {
            if (!name.equals(kind)) {
                json.writeName(name);
                json.writeRawValue(value);
            }
        });
        waiting.clear();
        last = null;
    }

    /** Refuses data behind which no part stands that it could belong to. */
    void requireNone() {
        if (last != null) {
            throw turn.refuse(
                    last,
                    " behind which no text and no call stands that it could belong to. Send back the parts of the reply"
                            + " as they came, in their order, or leave the data out together with its part.");
        }
    }
}
