package dev.cuecard.anthropic;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a {@link MessageStreamEvent.ContentBlockDelta} adds to its block. No component is ever null; what was left out, or has a
 * wrong type, is empty.
 *
 * @see <a href="https://docs.claude.com/en/docs/build-with-claude/streaming">Anthropic, Streaming Messages</a>
 */
public sealed interface ContentDelta {

    /**
     * Returns the kind of addition.
     *
     * @return the wire's word, {@code text_delta} for one; empty where it does not say
     */
    String type();

    /**
     * A piece of a text.
     *
     * @param text the words
     */
    record Text(Optional<String> text) implements ContentDelta {

        /** Makes a delta. */
        public Text {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public String type() {
            return "text_delta";
        }
    }

    /**
     * A piece of a tool's input.
     *
     * @param partialJson a piece of the input's JSON text
     */
    record InputJson(Optional<String> partialJson) implements ContentDelta {

        /** Makes a delta. */
        public InputJson {
            Objects.requireNonNull(partialJson, "partialJson");
        }

        @Override
        public String type() {
            return "input_json_delta";
        }
    }

    /**
     * A piece of thinking.
     *
     * @param thinking the thinking
     * @param estimatedTokens about how many tokens were thought since the last such piece, where they are not shown
     */
    record Thinking(Optional<String> thinking, OptionalLong estimatedTokens) implements ContentDelta {

        /** Makes a delta. */
        public Thinking {
            Objects.requireNonNull(thinking, "thinking");
            Objects.requireNonNull(estimatedTokens, "estimatedTokens");
        }

        @Override
        public String type() {
            return "thinking_delta";
        }
    }

    /**
     * What a block of thinking is signed with, just before its end.
     *
     * @param signature the signature
     */
    record Signature(Optional<String> signature) implements ContentDelta {

        /** Makes a delta. */
        public Signature {
            Objects.requireNonNull(signature, "signature");
        }

        @Override
        public String type() {
            return "signature_delta";
        }
    }

    /**
     * What a block's text rests on.
     *
     * @param citation one place in a source
     */
    record Citations(Optional<Citation> citation) implements ContentDelta {

        /** Makes a delta. */
        public Citations {
            Objects.requireNonNull(citation, "citation");
        }

        @Override
        public String type() {
            return "citations_delta";
        }
    }

    /**
     * A summary that stands for the conversation so far.
     *
     * @param content the summary
     * @param encryptedContent the same, encrypted
     */
    record Compaction(Optional<String> content, Optional<String> encryptedContent) implements ContentDelta {

        /** Makes a delta. */
        public Compaction {
            Objects.requireNonNull(content, "content");
            Objects.requireNonNull(encryptedContent, "encryptedContent");
        }

        @Override
        public String type() {
            return "compaction_delta";
        }
    }

    /**
     * An addition of a kind that Cuecard does not know.
     *
     * @param type the kind, empty where the wire does not say
     * @param json the addition as it was sent, empty where the event has none
     */
    record Other(String type, String json) implements ContentDelta {

        /** Makes a delta. */
        public Other {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(json, "json");
        }
    }
}
