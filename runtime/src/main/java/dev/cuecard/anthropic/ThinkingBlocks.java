package dev.cuecard.anthropic;

import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.ProviderData;
import dev.cuecard.message.Text;
import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.ChunkDecoder.TurnCompletion;
import dev.cuecard.wire.JsonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The blocks of thinking that the API wants back with the turn: those that are signed, and those that are encrypted. It takes
 * them back only unchanged and in their order, and refuses to go on after a tool call whose thinking is missing.
 *
 * <p>The thinking itself is in the result's reasoning already, so that only its place in there is noted down, and beside it
 * where the block stands among the reply's text and calls.
 *
 * @see <a href="https://docs.claude.com/en/docs/build-with-claude/extended-thinking">Anthropic, Extended thinking</a>
 */
final class ThinkingBlocks {

    /** How many characters are kept of signatures and encrypted thinking; a reply of more goes without. */
    static final int MOST_KEPT = 16 * 1024 * 1024;

    /** What a block costs beside its characters. */
    private static final int ENTRY_COST = 64;

    private final List<Entry> entries = new ArrayList<>(0);
    private int textLength;
    private int reasoningLength;
    private int calls;
    private long kept;

    /** A block, as far as it has come. */
    static final class Entry {
        private final int textBefore;
        private final int callsBefore;
        private final int start;
        private int end;
        private boolean torn;
        private String signature = "";
        private final String redacted;

        Entry(int textBefore, int callsBefore, int start, String redacted) {
            this.textBefore = textBefore;
            this.callsBefore = callsBefore;
            this.start = start;
            this.end = start;
            this.redacted = redacted;
        }
    }

    /** Begins a block of thinking. */
    Entry begin() {
        return add("");
    }

    /** Takes in a block of encrypted thinking. */
    void redacted(String data) {
        if (!data.isEmpty()) {
            add(data);
        }
    }

    private Entry add(String redacted) {
        Entry entry = new Entry(textLength, calls, reasoningLength, redacted);
        if (keep(ENTRY_COST + redacted.length())) {
            entries.add(entry);
        }
        return entry;
    }

    /** Notes that so much more was thought, in a block or in none that is known. */
    void think(@Nullable Entry entry, int length) {
        if (entry != null && length > 0) {
            if (entry.end != reasoningLength) {
                // What was thought in between belongs to another block: this one's is not in one piece.
                entry.torn = true;
            }
            entry.end = reasoningLength + length;
        }
        reasoningLength += length;
    }

    /** Signs a block; the last signature counts, as in the vendor's own libraries. */
    void sign(Entry entry, String signature) {
        if (!signature.isEmpty() && keep(signature.length())) {
            entry.signature = signature;
        }
    }

    void afterText(int length) {
        textLength += length;
    }

    void afterCall() {
        calls++;
    }

    private boolean keep(int characters) {
        kept += characters;
        if (kept > MOST_KEPT) {
            // A part of them would be refused.
            entries.clear();
            return false;
        }
        return true;
    }

    /** Gives what puts the blocks into the turn, as they are now. */
    TurnCompletion completion() {
        List<Block> blocks = entries.stream()
                .filter(entry -> !entry.torn && (!entry.signature.isEmpty() || !entry.redacted.isEmpty()))
                .map(entry -> new Block(
                        entry.textBefore, entry.callsBefore, entry.start, entry.end, entry.signature, entry.redacted))
                .toList();
        int text = textLength;
        int reasoning = reasoningLength;
        return blocks.isEmpty()
                ? (turn, thought) -> turn
                // Lengths differ where the call keeps no text.
                : (turn, thought) ->
                        thought.length() == reasoning && turn.text().length() == text
                                ? complete(turn, thought, blocks)
                                : turn;
    }

    private static Message complete(Message turn, String reasoning, List<Block> blocks) {
        List<Part> parts = new ArrayList<>();
        Said said = new Said(turn.text(), turn.toolCalls(), parts);
        for (Block block : blocks) {
            said.until(block.textBefore, block.callsBefore);
            parts.add(new ProviderData(AnthropicProvider.NAME, block.json(reasoning)));
        }
        said.rest();
        dropLast(parts);
        return parts.isEmpty() ? turn : new Message(turn.role(), parts, turn.name());
    }

    /** The API refuses a turn that ends with thinking, which a blank text behind it, not being sent, would not change. */
    private static void dropLast(List<Part> parts) {
        int last = parts.size() - 1;
        while (last >= 0 && !isSent(parts.get(last))) {
            last--;
        }
        parts.subList(last + 1, parts.size()).removeIf(ProviderData.class::isInstance);
    }

    private static boolean isSent(Part part) {
        return part instanceof ToolCall
                || (part instanceof Text text && !text.text().isBlank());
    }

    /** What the turn says, laid between the blocks piece by piece. */
    private static final class Said {
        private final String text;
        private final List<ToolCall> calls;
        private final List<Part> parts;
        private int textDone;
        private int callsDone;

        Said(String text, List<ToolCall> calls, List<Part> parts) {
            this.text = text;
            this.calls = calls;
            this.parts = parts;
        }

        void until(int textLength, int callCount) {
            if (textLength > textDone) {
                parts.add(new Text(text.substring(textDone, textLength)));
                textDone = textLength;
            }
            // A call that was cut off is not in the turn, so there may be fewer.
            while (callsDone < Math.min(callCount, calls.size())) {
                parts.add(calls.get(callsDone++));
            }
        }

        void rest() {
            until(text.length(), calls.size());
        }
    }

    /** A block that is whole: its place in text, calls and reasoning, and what is wanted back with it. */
    private record Block(int textBefore, int callsBefore, int start, int end, String signature, String redacted) {

        String json(String reasoning) {
            return JsonText.object(json -> members(json, reasoning));
        }

        private void members(JsonGenerator json, String reasoning) {
            if (redacted.isEmpty()) {
                json.writeStringProperty("type", "thinking");
                json.writeStringProperty("thinking", reasoning.substring(start, end));
                json.writeStringProperty("signature", signature);
            } else {
                json.writeStringProperty("type", "redacted_thinking");
                json.writeStringProperty("data", redacted);
            }
        }
    }
}
