package dev.cuecard.anthropic;

import dev.cuecard.anthropic.EventFields.Block;
import dev.cuecard.provider.ChunkDecoder.TurnCompletion;
import dev.cuecard.stream.Choice;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.Usage;
import java.util.List;
import java.util.Optional;

/**
 * The reply as far as it has come: understands what each event adds to it, and makes that the event's chunk. Its events are told
 * by their type, its blocks by their index, which a second message that begins in the middle of the first may use again.
 */
final class Reply {

    private final OpenBlocks blocks = new OpenBlocks();
    private final ThinkingBlocks thinking = new ThinkingBlocks();
    private Optional<Usage> usage = Optional.empty();
    private boolean finished;
    private boolean ended;

    /**
     * Takes an event in.
     *
     * @param event the event
     * @param type its type, empty where the wire does not say
     * @return its chunk
     */
    AnthropicChunk add(EventFields event, String type) {
        Addition added = new Addition(thinking);
        Optional<FinishReason> reason = Optional.empty();
        Optional<Usage> counted = Optional.empty();
        switch (type) {
            case "message_start" -> {
                blocks.flush(added);
                reason = whole(event, added);
                usage = event.usage;
                counted = usage;
            }
            case "message" -> {
                reason = whole(event, added);
                counted = event.usage;
                finished = true;
                ended = true;
            }
            case "content_block_start" -> start(event, added);
            case "content_block_delta" -> delta(event, added);
            case "content_block_stop" -> blocks.stop(event.index, added);
            case "message_delta" -> {
                blocks.flush(added);
                reason = FinishReasons.of(event.stopReason);
                counted = count(event.usage);
            }
            case "message_stop" -> {
                blocks.flush(added);
                ended = true;
            }
            default -> {
                // What it means is for those to say who know it; they find it in the chunk.
            }
        }
        finished |= reason.isPresent();
        return new AnthropicChunk(event.data, type, event.id, event.model, choices(added, reason), counted);
    }

    private static List<Choice> choices(Addition added, Optional<FinishReason> reason) {
        return added.isEmpty() && reason.isEmpty() ? List.of() : List.of(new Choice(0, added.delta(), reason));
    }

    /** Takes in a message as it begins, or all of one: it begins with whole blocks where code that runs calls a tool. */
    private Optional<FinishReason> whole(EventFields message, Addition added) {
        added.speaker(message.byAssistant);
        if (message.content != null) {
            for (Block block : message.content) {
                added.block(block);
                blocks.whole(block, added);
            }
        }
        return FinishReasons.of(message.stopReason);
    }

    private void start(EventFields event, Addition added) {
        if (event.block != null) {
            blocks.start(event.index, event.block, added.block(event.block), added);
        }
    }

    private void delta(EventFields event, Addition added) {
        if (!event.text.isEmpty() && event.isDelta("text_delta")) {
            added.text(event.text);
        }
        if (!event.thinking.isEmpty() && event.isDelta("thinking_delta")) {
            added.thinking(blocks.thought(event.index), event.thinking);
        }
        if (!event.partialJson.isEmpty() && event.isDelta("input_json_delta")) {
            blocks.input(event.index, event.partialJson, added);
        }
        if (!event.signature.isEmpty() && event.isDelta("signature_delta")) {
            ThinkingBlocks.Entry signed = blocks.thought(event.index);
            if (signed != null) {
                thinking.sign(signed, event.signature);
            }
        }
    }

    private Optional<Usage> count(Optional<Usage> counted) {
        if (counted.isPresent()) {
            usage = usage.isPresent() ? Optional.of(UsageReader.overlay(usage.get(), counted.get())) : counted;
            return usage;
        }
        return Optional.empty();
    }

    /** Tells whether a reason was seen why the reply ended. */
    boolean finished() {
        return finished;
    }

    /** Tells whether nothing more belongs to the reply. */
    boolean ended() {
        return ended;
    }

    /** Gives what puts the thinking into the turn. */
    TurnCompletion turnCompletion() {
        return thinking.completion();
    }

    /** Tells whether a type is one of an event that is a part of the reply. */
    static boolean isPart(String type) {
        return switch (type) {
            case "message_start",
                    "message",
                    "content_block_start",
                    "content_block_delta",
                    "content_block_stop",
                    "message_delta",
                    "message_stop" -> true;
            default -> false;
        };
    }
}
