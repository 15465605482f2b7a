package dev.cuecard.anthropic;

import dev.cuecard.stream.Usage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an event says, as far as a chunk needs it: made by {@link EventReader}, understood by {@link Reply}. The type may be the
 * last key of an event, so everything is read before anything is understood. A field that was not sent is empty.
 */
final class EventFields {

    /** Stands for the index of a block where none was sent. */
    static final int NO_INDEX = -1;

    /** The event's bytes, mended where they were no UTF-8. */
    final byte[] data;

    String type = "";
    int index = NO_INDEX;

    // Of the message that begins, or of the whole one.
    String id = "";
    String model = "";
    boolean byAssistant;

    @Nullable
    List<Block> content;

    // Of the block that begins.
    @Nullable
    Block block;

    // Of what is added to a block, or to the message.
    String deltaType = "";
    String text = "";
    String thinking = "";
    String partialJson = "";
    String signature = "";
    String stopReason = "";

    Optional<Usage> usage = Optional.empty();

    /** Something stands where an error is told. */
    boolean error;

    /** Words stand at the top level, where servers and gateways of other makes tell theirs. */
    boolean sentence;

    EventFields(byte[] data) {
        this.data = data;
    }

    /** Whether the event adds a text to a block and tells nothing else. */
    boolean addsTextAlone() {
        return !text.isEmpty()
                && type.equals("content_block_delta")
                && id.isEmpty()
                && model.isEmpty()
                && content == null
                && block == null
                && thinking.isEmpty()
                && partialJson.isEmpty()
                && signature.isEmpty()
                && stopReason.isEmpty()
                && usage.isEmpty()
                && !error
                && !sentence;
    }

    /** Makes the fields of another event, which is like this one but for its text. Both only add a text. */
    EventFields with(byte[] otherData, String otherText) {
        EventFields other = new EventFields(otherData);
        other.type = type;
        other.index = index;
        other.byAssistant = byAssistant;
        other.deltaType = deltaType;
        other.text = otherText;
        return other;
    }

    /** Tells whether a delta is of a kind, or does not say of which it is. */
    boolean isDelta(String kind) {
        return deltaType.equals(kind) || deltaType.isEmpty();
    }

    /**
     * A content block.
     *
     * @param type its kind
     * @param id the call's id, of a block that calls a tool
     * @param name the tool's name
     * @param input the tool's input as JSON text, empty where it is an empty object
     * @param text the text, of a block of text
     * @param thinking the thinking, of a block of thinking
     * @param signature what the thinking is signed with
     * @param redacted the encrypted thinking, of a block that shows none
     */
    record Block(
            String type,
            String id,
            String name,
            String input,
            String text,
            String thinking,
            String signature,
            String redacted) {}
}
