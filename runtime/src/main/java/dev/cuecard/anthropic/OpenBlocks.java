package dev.cuecard.anthropic;

import dev.cuecard.anthropic.EventFields.Block;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content blocks that have begun and not ended: what a piece of input or of thinking belongs to. Used by {@link Reply}.
 *
 * <p>Calls of the caller's tools are numbered as they begin; those that the server makes and answers itself have no number. The
 * input that a block begins with counts where no piece of it follows, which is known when the block ends.
 */
final class OpenBlocks {

    /** The API has one block open at a time. A server that never ends them must not fill the memory. */
    private static final int MOST = 1000;

    private static final int NO_CALL = -1;

    private final Map<Integer, Open> open = new LinkedHashMap<>();
    private @Nullable Open last;
    private int calls;

    private static final class Open {
        private final int call;
        private final ThinkingBlocks.@Nullable Entry thought;
        private String input;

        Open(int call, ThinkingBlocks.@Nullable Entry thought, String input) {
            this.call = call;
            this.thought = thought;
            this.input = input;
        }

        void end(Addition added) {
            if (call != NO_CALL && !input.isEmpty()) {
                added.input(call, input);
                input = "";
            }
        }
    }

    /** Begins a block; one of the same index, and all where there are too many, are over with it. */
    void start(int index, Block block, ThinkingBlocks.@Nullable Entry thought, Addition added) {
        if (open.size() >= MOST) {
            flush(added);
        }
        stop(index, added);
        boolean called = isCall(block);
        Open begun = new Open(called ? calls : NO_CALL, thought, block.input());
        if (called) {
            added.call(calls++, block);
        }
        open.put(index, begun);
        last = begun;
    }

    /** Takes in a block that is whole. */
    void whole(Block block, Addition added) {
        if (isCall(block)) {
            added.wholeCall(calls++, block);
        }
    }

    private static boolean isCall(Block block) {
        return block.type().equals("tool_use");
    }

    /** Adds a piece of a block's input, if the block is a call of one of the caller's tools. */
    void input(int index, String json, Addition added) {
        Open block = find(index);
        if (block != null && block.call != NO_CALL) {
            block.input = "";
            added.input(block.call, json);
        }
    }

    /** Gives where a block's thinking goes, or null if it is not known as a block of thinking. */
    ThinkingBlocks.@Nullable Entry thought(int index) {
        Open block = find(index);
        return block == null ? null : block.thought;
    }

    /** A piece without an index is the last block's. */
    private @Nullable Open find(int index) {
        return index == EventFields.NO_INDEX ? last : open.get(index);
    }

    /** Ends a block. */
    void stop(int index, Addition added) {
        Open block = open.remove(index);
        if (block != null) {
            block.end(added);
        }
    }

    /** Ends all blocks. */
    void flush(Addition added) {
        open.values().forEach(block -> block.end(added));
        open.clear();
        last = null;
    }
}
