package dev.cuecard.exchange;

import dev.cuecard.message.ToolCall;
import dev.cuecard.stream.ToolCallDelta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** The last slot of each index and of each id: a reply may hold more calls than can be looked through every time. */
    private final Map<Integer, Slot> byIndex = new HashMap<>(4);

    private final Map<String, Slot> byId = new HashMap<>(4);

    void add(ToolCallDelta fragment) {
        Slot slot = find(fragment);
        if (slot == null) {
            slot = new Slot();
            slots.add(slot);
            if (fragment.index().isPresent()) {
                byIndex.put(fragment.index().getAsInt(), slot);
            }
        }
        if (slot.id.isEmpty() && !fragment.id().isEmpty()) {
            slot.id = fragment.id();
            byId.put(slot.id, slot);
        }
        if (slot.name.isEmpty()) {
            slot.name = fragment.name();
        }
        slot.arguments.append(fragment.arguments());
    }

    private @Nullable Slot find(ToolCallDelta fragment) {
        boolean hasName = !fragment.name().isEmpty();
        if (fragment.index().isPresent()) {
            Slot slot = byIndex.get(fragment.index().getAsInt());
            return slot != null && hasName && slot.isFollowedBy(fragment) ? null : slot;
        }
        if (!fragment.id().isEmpty()) {
            return byId.get(fragment.id());
        }
        return slots.isEmpty() || hasName ? null : slots.get(slots.size() - 1);
    }

    /**
     * The calls whose arguments are whole.
     *
     * @param allSaid whether nothing is missing of the reply: a call that has no arguments yet may be one that lost them
     */
    List<ToolCall> complete(boolean allSaid) {
        return slots.stream()
                .filter(slot -> isWhole(slot.json()) && (allSaid || slot.hasArguments()))
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
        private final StringBuilder arguments = new StringBuilder();
        private String id = "";
        private String name = "";

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

        /** No arguments at all are an empty object: several servers leave them out, or write null, for a tool that takes none. */
        String json() {
            return hasArguments() ? arguments.toString() : "{}";
        }

        boolean hasArguments() {
            String text = arguments.toString().strip();
            return !text.isEmpty() && !text.equals("null");
        }
    }
}
