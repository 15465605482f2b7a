package dev.cuecard.google;

import dev.cuecard.message.ProviderData;
import dev.cuecard.wire.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What Google wants back with the next part of a turn: members of that part's object, the signature of a thought for one.
 * Data of other providers is left out.
 */
final class OwnMembers {

    private final Turn turn;
    private final List<String> waiting = new ArrayList<>(0);
    private @Nullable ProviderData last;

    OwnMembers(Turn turn) {
        this.turn = turn;
    }

    /** Takes data that stands before a part. */
    void add(ProviderData data) {
        turn.ownData(data).ifPresent(json -> {
            if (!JsonObjects.isObject(json)) {
                throw turn.refuse(data, " that is not a JSON object. Send back what came with the reply, as it came.");
            }
            waiting.add(json);
            last = data;
        });
    }

    boolean any() {
        return !waiting.isEmpty();
    }

    /** Writes what was taken into the object of the part. */
    void write(JsonGenerator json) {
        waiting.forEach(object -> JsonObjects.writeMembers(json, object));
        waiting.clear();
    }

    /** Refuses data behind which no part stands that it could belong to. */
    void requireNone() {
        if (any() && last != null) {
            throw turn.refuse(
                    last,
                    " behind which no text and no call stands that it could belong to. Send back the parts of the reply"
                            + " as they came, in their order, or leave the data out together with its part.");
        }
    }
}
