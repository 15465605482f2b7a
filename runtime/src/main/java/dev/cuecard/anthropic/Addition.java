package dev.cuecard.anthropic;

import dev.cuecard.anthropic.EventFields.Block;
import dev.cuecard.message.Role;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.ToolCallDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What one event adds to the reply: gathered by {@link Reply}. Where it stands in the reply is noted down as it comes, for
 * {@link ThinkingBlocks} to know its place.
 */
final class Addition {

    private static final Optional<Role> ASSISTANT = Optional.of(Role.ASSISTANT);

    private final ThinkingBlocks places;
    private final Words text = new Words();
    private final Words reasoning = new Words();
    private @Nullable List<ToolCallDelta> calls;
    private boolean byAssistant;

    Addition(ThinkingBlocks places) {
        this.places = places;
    }

    void speaker(boolean assistant) {
        byAssistant = assistant;
    }

    /**
     * Adds what a block begins with, but for a tool's input.
     *
     * @return where more of its thinking goes, or null if it is no block of thinking
     */
    ThinkingBlocks.@Nullable Entry block(Block block) {
        switch (block.type()) {
            case "text" -> text(block.text());
            case "thinking" -> {
                ThinkingBlocks.Entry entry = places.begin();
                thinking(entry, block.thinking());
                places.sign(entry, block.signature());
                return entry;
            }
            case "redacted_thinking" -> places.redacted(block.redacted());
            default -> {
                // Tools that run on the server, and what they return, are not the reply's words.
            }
        }
        return null;
    }

    void text(String more) {
        text.add(more);
        places.afterText(more.length());
    }

    /** Adds thinking, of a block that is not known where the beginning of the block never came. */
    void thinking(ThinkingBlocks.@Nullable Entry entry, String more) {
        reasoning.add(more);
        places.think(entry, more.length());
    }

    /** Adds the beginning of a tool call. */
    void call(int number, Block block) {
        fragment(new ToolCallDelta(OptionalInt.of(number), block.id(), block.name(), ""));
        places.afterCall();
    }

    /** Adds a whole tool call. */
    void wholeCall(int number, Block block) {
        fragment(new ToolCallDelta(OptionalInt.of(number), block.id(), block.name(), block.input()));
        places.afterCall();
    }

    /** Adds a piece of a tool call's input. */
    void input(int number, String json) {
        fragment(new ToolCallDelta(OptionalInt.of(number), "", "", json));
    }

    private void fragment(ToolCallDelta fragment) {
        if (calls == null) {
            calls = new ArrayList<>(1);
        }
        calls.add(fragment);
    }

    boolean isEmpty() {
        return !byAssistant && text.isEmpty() && reasoning.isEmpty() && calls == null;
    }

    Delta delta() {
        if (isEmpty()) {
            return Delta.EMPTY;
        }
        return new Delta(
                byAssistant ? ASSISTANT : Optional.empty(),
                text.toString(),
                reasoning.toString(),
                "",
                calls == null ? List.of() : List.copyOf(calls));
    }

    /** A text that most often is of one piece, which then is not copied. */
    private static final class Words {
        private String first = "";
        private @Nullable StringBuilder all;

        void add(String more) {
            if (first.isEmpty()) {
                first = more;
            } else if (!more.isEmpty()) {
                if (all == null) {
                    all = new StringBuilder(first);
                }
                all.append(more);
            }
        }

        boolean isEmpty() {
            return first.isEmpty();
        }

        @Override
        public String toString() {
            return all == null ? first : all.toString();
        }
    }
}
