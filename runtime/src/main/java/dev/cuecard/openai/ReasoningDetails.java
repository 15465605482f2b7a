package dev.cuecard.openai;

import dev.cuecard.stream.Delta;
import dev.cuecard.wire.JsonText;
import dev.cuecard.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads OpenRouter's form of thinking, {@code reasoning_details}: objects that hold a text, a summary, or data that nobody
 * else can read. Where they are to be sent back, they are kept, but for their text: that is in the result already, so of
 * it only the place is kept.
 *
 * @see <a href="https://openrouter.ai/docs/use-cases/reasoning-tokens">OpenRouter, Reasoning Tokens</a>
 */
final class ReasoningDetails {

    /** How many characters are kept of what is not in the result; a reply of more goes without. */
    static final int MOST_KEPT = 16 * 1024 * 1024;

    /** What a block costs beside its characters. */
    private static final int BLOCK_COST = 128;

    private final boolean kept;
    private long keptLength;
    private final List<Block> blocks = new ArrayList<>(0);
    private final List<Block> pending = new ArrayList<>(0);
    private List<Block> taken = List.of();
    private int takenLength;
    private int position;

    // Whether the texts of the blocks are the thinking of the result, so that places in it mean something.
    private boolean placed = true;

    /** Makes a reader for one answer; {@code kept} says whether the details are to be sent back. */
    ReasoningDetails(boolean kept) {
        this.kept = kept;
    }

    /** A block: what it says stands from {@code start} to {@code end} in the thinking of the result. */
    private record Block(
            String type,
            boolean summary,
            String id,
            String format,
            OptionalLong index,
            String data,
            String signature,
            int start,
            int end) {

        int cost() {
            return BLOCK_COST + id.length() + format.length() + data.length() + signature.length();
        }

        boolean isContinuedBy(Block next) {
            return data.isEmpty()
                    && next.data.isEmpty()
                    && type.equals(next.type)
                    && index.equals(next.index)
                    && end == next.start;
        }

        Block with(Block next) {
            return new Block(
                    type,
                    summary || next.summary,
                    last(id, next.id),
                    last(format, next.format),
                    index,
                    "",
                    last(signature, next.signature),
                    start,
                    next.end);
        }

        private static String last(String before, String now) {
            return now.isEmpty() ? before : now;
        }
    }

    /** Begins with a delta. */
    void begin() {
        pending.clear();
    }

    /** Reads the array that the parser stands on, and gives its text. */
    String read(JsonParser parser) {
        if (!WireJson.isArray(parser)) {
            return "";
        }
        StringBuilder all = new StringBuilder();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (WireJson.isObject(parser)) {
                block(parser, all);
            }
        }
        return all.toString();
    }

    private void block(JsonParser parser, StringBuilder all) {
        String type = "";
        String text = "";
        String summary = "";
        String id = "";
        String format = "";
        String data = "";
        String signature = "";
        OptionalLong index = OptionalLong.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "text" -> text = WireJson.text(parser);
                case "summary" -> summary = WireJson.text(parser);
                case "type" -> type = WireJson.text(parser);
                case "id" -> id = WireJson.text(parser);
                case "format" -> format = WireJson.text(parser);
                case "data" -> data = WireJson.text(parser);
                case "signature" -> signature = WireJson.text(parser);
                case "index" -> index = WireJson.wholeNumber(parser);
                default -> parser.skipChildren();
            }
        }
        int start = position + all.length();
        all.append(text.isEmpty() ? summary : text);
        if (kept) {
            boolean isSummary = text.isEmpty() && !summary.isEmpty();
            pending.add(new Block(type, isSummary, id, format, index, data, signature, start, position + all.length()));
        }
    }

    /** Ends with a delta, now that it is known whose it is and what its thinking is. */
    void take(int choice, Delta delta) {
        if (kept && choice == 0) {
            taken = List.copyOf(pending);
            takenLength = delta.reasoning().length();
        }
        pending.clear();
    }

    /** Begins with an event: what an earlier attempt to read it took does not count. */
    void reset() {
        pending.clear();
        taken = List.of();
        takenLength = 0;
    }

    /** Whether the event held nothing that is kept. */
    boolean isIdle() {
        return taken.isEmpty() && takenLength == 0;
    }

    /** Keeps what the event held, now that it has been read to its end. */
    void keep() {
        int described =
                taken.isEmpty() ? takenLength : taken.get(taken.size() - 1).end() - position;
        placed &= described == takenLength;
        taken.forEach(this::keep);
        position += takenLength;
    }

    private void keep(Block block) {
        Block before = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
        if (before != null && before.isContinuedBy(block)) {
            Block longer = before.with(block);
            keptLength += longer.cost() - before.cost();
            blocks.set(blocks.size() - 1, longer);
        } else if (keptLength <= MOST_KEPT) {
            keptLength += block.cost();
            blocks.add(block);
        }
        if (keptLength > MOST_KEPT) {
            // A part of them would be refused.
            blocks.clear();
        }
    }

    /** What puts the blocks into a message's JSON, once all have come; nothing where there are none, or no sense in them. */
    Kept toSendBack() {
        return new Kept(placed ? List.copyOf(blocks) : List.of(), position);
    }

    /** Blocks that do not change any more. */
    static final class Kept {
        private final List<Block> blocks;
        private final int length;

        private Kept(List<Block> blocks, int length) {
            this.blocks = blocks;
            this.length = length;
        }

        /** Gives the field's JSON in an object, or "" where there is nothing to send back. */
        String json(String reasoning) {
            if (blocks.isEmpty() || reasoning.length() != length) {
                return "";
            }
            return JsonText.object(json -> {
                json.writeArrayPropertyStart("reasoning_details");
                for (Block block : blocks) {
                    write(json, block, reasoning.substring(block.start(), block.end()));
                }
                json.writeEndArray();
            });
        }

        private static void write(JsonGenerator json, Block block, String said) {
            json.writeStartObject();
            text(json, "type", block.type());
            if (block.data().isEmpty()) {
                json.writeStringProperty(block.summary() ? "summary" : "text", said);
            }
            text(json, "data", block.data());
            text(json, "signature", block.signature());
            text(json, "id", block.id());
            text(json, "format", block.format());
            if (block.index().isPresent()) {
                json.writeNumberProperty("index", block.index().getAsLong());
            }
            json.writeEndObject();
        }

        private static void text(JsonGenerator json, String name, String value) {
            if (!value.isEmpty()) {
                json.writeStringProperty(name, value);
            }
        }
    }
}
