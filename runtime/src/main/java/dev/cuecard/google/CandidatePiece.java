package dev.cuecard.google;

import dev.cuecard.message.Role;
import dev.cuecard.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What one event says of one candidate: read on the one pass over the event, and without a thought of what earlier events
 * said.
 */
final class CandidatePiece {

    private static final Optional<Role> ASSISTANT = Optional.of(Role.ASSISTANT);

    private final byte[] source;
    private final Joined text = new Joined();
    private final Joined reasoning = new Joined();
    private int index;
    private Optional<Role> role = Optional.empty();
    private List<CallPiece> calls = List.of();
    private String finishReason = "";
    private String textSignature = "";

    private CandidatePiece(byte[] source) {
        this.source = source;
    }

    /** Reads the object that the parser stands on. */
    static CandidatePiece read(JsonParser parser, byte[] source) {
        CandidatePiece candidate = new CandidatePiece(source);
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "index" -> candidate.index = WireJson.smallNumber(parser).orElse(0);
                case "content" -> candidate.content(parser);
                case "finishReason" -> candidate.finishReason = ApiJson.word(parser);
                default -> parser.skipChildren();
            }
        }
        return candidate;
    }

    private void content(JsonParser parser) {
        if (!WireJson.isObject(parser)) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "role" -> role = role(WireJson.text(parser, "model"));
                case "parts" -> parts(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private static Optional<Role> role(String word) {
        return switch (word) {
            case "model" -> ASSISTANT;
            case "user" -> Optional.of(Role.USER);
            default -> Optional.empty();
        };
    }

    private void parts(JsonParser parser) {
        if (WireJson.isArray(parser)) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (WireJson.isObject(parser)) {
                    part(parser);
                }
            }
        }
    }

    private void part(JsonParser parser) {
        String words = "";
        boolean thought = false;
        String signature = "";
        CallPiece call = null;
        boolean ofText = true;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "text" -> words = WireJson.text(parser);
                case "thought" -> thought = ApiJson.isTrue(parser);
                case "thoughtSignature" -> signature = WireJson.text(parser);
                case "functionCall" -> call = WireJson.isObject(parser) ? CallPiece.read(parser, source) : null;
                default -> {
                    ofText = false;
                    parser.skipChildren();
                }
            }
        }
        if (call != null) {
            addCall(call.signed(signature));
        } else if (ofText && !thought && !signature.isEmpty()) {
            // It may stand beside the text or, in a part without any, behind it.
            textSignature = signature;
        }
        (thought ? reasoning : text).add(words);
    }

    private void addCall(CallPiece call) {
        if (calls.isEmpty()) {
            calls = new ArrayList<>(1);
        }
        calls.add(call);
    }

    int index() {
        return index;
    }

    Optional<Role> role() {
        return role;
    }

    String text() {
        return text.toString();
    }

    String reasoning() {
        return reasoning.toString();
    }

    List<CallPiece> calls() {
        return calls;
    }

    /** The word or its number, empty where the candidate goes on. */
    String finishReason() {
        return finishReason;
    }

    /** The last signature that came with text, empty where there was none. */
    String textSignature() {
        return textSignature;
    }

    /** Texts one behind the other; most often there is one, and that one is not copied. */
    private static final class Joined {
        private String first = "";
        private @Nullable StringBuilder all;

        void add(String more) {
            if (more.isEmpty()) {
                return;
            }
            if (first.isEmpty()) {
                first = more;
                return;
            }
            if (all == null) {
                all = new StringBuilder(first);
            }
            all.append(more);
        }

        @Override
        public String toString() {
            return all == null ? first : all.toString();
        }
    }
}
