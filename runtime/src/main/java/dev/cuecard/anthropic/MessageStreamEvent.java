package dev.cuecard.anthropic;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An event with every field of the API, by the API's own names: what {@link AnthropicChunk#chunk()} returns. Words stay as they
 * were sent.
 *
 * <p>No component is ever null. Servers leave out even fields that the API requires, so each scalar is optional; a field of a
 * wrong type counts as left out, and a list that was left out is empty. A component that holds JSON text holds it as it was
 * sent.
 *
 * @see <a href="https://docs.claude.com/en/docs/build-with-claude/streaming">Anthropic, Streaming Messages</a>
 */
public sealed interface MessageStreamEvent {

    /**
     * Returns the kind of event.
     *
     * @return the wire's word, {@code message_start} for one; empty where it does not say
     */
    String type();

    /**
     * The beginning of a message.
     *
     * @param message the message, in most cases without content so far
     */
    record MessageStart(Message message) implements MessageStreamEvent {

        /** Makes an event. */
        public MessageStart {
            Objects.requireNonNull(message, "message");
        }

        @Override
        public String type() {
            return "message_start";
        }
    }

    /**
     * The beginning of a content block.
     *
     * @param index the block's place in the message
     * @param contentBlock the block, in most cases still empty
     */
    record ContentBlockStart(OptionalInt index, ContentBlock contentBlock) implements MessageStreamEvent {

        /** Makes an event. */
        public ContentBlockStart {
            Objects.requireNonNull(index, "index");
            Objects.requireNonNull(contentBlock, "contentBlock");
        }

        @Override
        public String type() {
            return "content_block_start";
        }
    }

    /**
     * A piece of a content block.
     *
     * @param index the block's place in the message
     * @param delta what is added to it
     */
    record ContentBlockDelta(OptionalInt index, ContentDelta delta) implements MessageStreamEvent {

        /** Makes an event. */
        public ContentBlockDelta {
            Objects.requireNonNull(index, "index");
            Objects.requireNonNull(delta, "delta");
        }

        @Override
        public String type() {
            return "content_block_delta";
        }
    }

    /**
     * The end of a content block.
     *
     * @param index the block's place in the message
     */
    record ContentBlockStop(OptionalInt index) implements MessageStreamEvent {

        /** Makes an event. */
        public ContentBlockStop {
            Objects.requireNonNull(index, "index");
        }

        @Override
        public String type() {
            return "content_block_stop";
        }
    }

    /**
     * A change of the message as a whole: why it ended, and what it took.
     *
     * @param delta what is changed
     * @param usage the tokens counted so far, those of the message's beginning included
     * @param contextManagement what was cleared from the context, as JSON text
     * @param inputTransformations what was changed in the request's messages, as JSON text
     */
    record MessageDelta(
            Delta delta,
            Optional<MessageUsage> usage,
            Optional<String> contextManagement,
            Optional<String> inputTransformations)
            implements MessageStreamEvent {

        /** Makes an event. */
        public MessageDelta {
            Objects.requireNonNull(delta, "delta");
            Objects.requireNonNull(usage, "usage");
            Objects.requireNonNull(contextManagement, "contextManagement");
            Objects.requireNonNull(inputTransformations, "inputTransformations");
        }

        @Override
        public String type() {
            return "message_delta";
        }
    }

    /** The end of a message. */
    record MessageStop() implements MessageStreamEvent {

        @Override
        public String type() {
            return "message_stop";
        }
    }

    /**
     * A message: the whole answer to a call that is not streamed, or what a stream's message begins as.
     *
     * @param id the reply's id
     * @param role who speaks, {@code assistant}
     * @param model the model that writes the reply
     * @param content the content blocks
     * @param stopReason why it ended
     * @param stopSequence the caller's text that ended it
     * @param stopDetails more about why it ended
     * @param usage the tokens counted
     * @param container where the model's code ran
     * @param contextManagement what was cleared from the context, as JSON text
     * @param inputTransformations what was changed in the request's messages, as JSON text
     * @param diagnostics what was asked to be found out about the request, as JSON text
     */
    record Message(
            Optional<String> id,
            Optional<String> role,
            Optional<String> model,
            List<ContentBlock> content,
            Optional<String> stopReason,
            Optional<String> stopSequence,
            Optional<StopDetails> stopDetails,
            Optional<MessageUsage> usage,
            Optional<Container> container,
            Optional<String> contextManagement,
            Optional<String> inputTransformations,
            Optional<String> diagnostics)
            implements MessageStreamEvent {

        /** Makes a message; the list is copied. */
        public Message {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(model, "model");
            content = List.copyOf(content);
            Objects.requireNonNull(stopReason, "stopReason");
            Objects.requireNonNull(stopSequence, "stopSequence");
            Objects.requireNonNull(stopDetails, "stopDetails");
            Objects.requireNonNull(usage, "usage");
            Objects.requireNonNull(container, "container");
            Objects.requireNonNull(contextManagement, "contextManagement");
            Objects.requireNonNull(inputTransformations, "inputTransformations");
            Objects.requireNonNull(diagnostics, "diagnostics");
        }

        @Override
        public String type() {
            return "message";
        }
    }

    /**
     * An event of a kind that Cuecard does not know.
     *
     * @param type the kind, empty where the wire does not say
     * @param json the event as it was sent
     */
    record Other(String type, String json) implements MessageStreamEvent {

        /** Makes an event. */
        public Other {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(json, "json");
        }
    }

    /**
     * What a message is changed in.
     *
     * @param stopReason why it ended
     * @param stopSequence the caller's text that ended it
     * @param stopDetails more about why it ended
     * @param container where the model's code ran
     */
    record Delta(
            Optional<String> stopReason,
            Optional<String> stopSequence,
            Optional<StopDetails> stopDetails,
            Optional<Container> container) {

        /** Makes a delta. */
        public Delta {
            Objects.requireNonNull(stopReason, "stopReason");
            Objects.requireNonNull(stopSequence, "stopSequence");
            Objects.requireNonNull(stopDetails, "stopDetails");
            Objects.requireNonNull(container, "container");
        }
    }

    /**
     * More about why a message ended, where the model declined.
     *
     * @param type the kind of details, {@code refusal}
     * @param category the policy that was met
     * @param explanation a sentence for people
     * @param fallbackCreditToken what a second try with another model can be paid with
     * @param fallbackHasPrefillClaim whether that try may go on from what was said
     * @param recommendedModel the other model
     */
    record StopDetails(
            Optional<String> type,
            Optional<String> category,
            Optional<String> explanation,
            Optional<String> fallbackCreditToken,
            Optional<Boolean> fallbackHasPrefillClaim,
            Optional<String> recommendedModel) {

        /** Makes details. */
        public StopDetails {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(category, "category");
            Objects.requireNonNull(explanation, "explanation");
            Objects.requireNonNull(fallbackCreditToken, "fallbackCreditToken");
            Objects.requireNonNull(fallbackHasPrefillClaim, "fallbackHasPrefillClaim");
            Objects.requireNonNull(recommendedModel, "recommendedModel");
        }
    }

    /**
     * Where the model's code ran.
     *
     * @param id its id, for another request to use it again
     * @param expiresAt when it ends, a date and time in ISO 8601
     * @param skills what was loaded into it, as JSON text
     */
    record Container(Optional<String> id, Optional<String> expiresAt, Optional<String> skills) {

        /** Makes a container. */
        public Container {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(expiresAt, "expiresAt");
            Objects.requireNonNull(skills, "skills");
        }
    }
}
