package dev.cuecard.exchange;

import dev.cuecard.message.ToolCall;
import dev.cuecard.stream.ToolCallDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Puts the fragments of tool calls together.
 *
 * <p>Servers differ in what a fragment carries: the index may be missing or start at 1, the id may stand in the first
 * fragment alone, the name may come again, and some send index 0 for every parallel call, each with an id of its own
 * or, as Google does behind OpenAI's protocol, all in one piece and without any.
 */
final class ToolCallAssembler {

    private static final JsonFactory JSON = new JsonFactory();

    private final List<Slot> slots = new ArrayList<>(0);

    void add(ToolCallDelta fragment) {
        Slot slot = find(fragment);
        if (slot == null) {
            slot = new Slot(fragment.index());
            slots.add(slot);
        }
        if (slot.id.isEmpty()) {
            slot.id = fragment.id();
        }
        if (slot.name.isEmpty()) {
            slot.name = fragment.name();
        }
        slot.arguments.append(fragment.arguments());
    }

    private @Nullable Slot find(ToolCallDelta fragment) {
        boolean hasId = !fragment.id().isEmpty();
        boolean hasName = !fragment.name().isEmpty();
        if (fragment.index().isEmpty() && !hasId) {
            return slots.isEmpty() || hasName ? null : slots.get(slots.size() - 1);
        }
        for (int i = slots.size() - 1; i >= 0; i--) {
            Slot slot = slots.get(i);
            if (fragment.index().isEmpty()) {
                if (slot.id.equals(fragment.id())) {
                    return slot;
                }
            } else if (slot.index.equals(fragment.index())) {
                return hasName && slot.isFollowedBy(fragment) ? null : slot;
            }
        }
        return null;
    }

    /** The calls whose arguments are whole. */
    List<ToolCall> complete() {
        return slots.stream()
                .filter(slot -> isWhole(slot.json()))
                .map(slot -> new ToolCall(
                        slot.id.isEmpty() ? Optional.empty() : Optional.of(slot.id), slot.name, slot.json()))
                .toList();
    }

    /** The arguments of the first call that are not whole. */
    Optional<String> brokenArguments() {
        return slots.stream().map(Slot::json).filter(json -> !isWhole(json)).findFirst();
    }

    private static boolean isWhole(String json) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static final class Slot {
        private final OptionalInt index;
        private final StringBuilder arguments = new StringBuilder();
        private String id = "";
        private String name = "";

        Slot(OptionalInt index) {
            this.index = index;
        }

        /** Whether a fragment with the same index and a name begins another call. */
        boolean isFollowedBy(ToolCallDelta fragment) {
            if (!fragment.id().isEmpty() && !id.isEmpty()) {
                return !fragment.id().equals(id);
            }
            // Nothing but blanks can follow an object that is closed.
            boolean mayBegin = fragment.arguments().stripLeading().startsWith("{")
                    || !fragment.name().equals(name);
            return mayBegin && endsInBrace() && isWhole(json());
        }

        private boolean endsInBrace() {
            return !arguments.isEmpty() && arguments.charAt(arguments.length() - 1) == '}';
        }

        /** No arguments at all are an empty object: several servers leave them out for a tool that takes none. */
        String json() {
            String text = arguments.toString();
            return text.isBlank() ? "{}" : text;
        }
    }
}
