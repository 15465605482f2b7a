package dev.cuecard.google;

import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.ProviderData;
import dev.cuecard.message.Text;
import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.ChunkDecoder.TurnCompletion;
import dev.cuecard.wire.JsonText;
import java.util.ArrayList;
import java.util.List;

/**
 * The signatures of a reply's thoughts, each at the call or the text that it came with. Gemini wants them back at the same
 * places with the next turn; the third generation refuses calls without them.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/thought-signatures">Gemini API, Thought signatures</a>
 */
final class ThoughtSignatures {

    /** How many characters are kept of the calls and their signatures; a reply of more goes without. */
    static final int MOST_KEPT = 16 * 1024 * 1024;

    /** What a call costs beside its characters. */
    private static final int ENTRY_COST = 64;

    private final List<SignedCall> calls = new ArrayList<>(0);
    private long kept;
    private boolean anyCall;
    private String text = "";

    private record SignedCall(String id, String name, String signature) {

        boolean isOf(ToolCall call) {
            return name.equals(call.name()) && id.equals(call.id().orElse(""));
        }
    }

    /** Notes a call in its turn; one without a signature too, to tell calls of one name apart. */
    void ofCall(String id, String name, String signature) {
        kept += ENTRY_COST + id.length() + name.length() + signature.length();
        if (kept > MOST_KEPT) {
            // A part of them would be put beside the wrong calls.
            calls.clear();
            anyCall = false;
            return;
        }
        calls.add(new SignedCall(id, name, signature));
        anyCall |= !signature.isEmpty();
    }

    /** Notes the signature of the text; of several the last one counts. */
    void ofText(String signature) {
        text = signature;
    }

    /** Gives what puts the signatures into the turn: each directly before the part that it belongs to. */
    TurnCompletion completion() {
        if (text.isEmpty() && !anyCall) {
            return (turn, reasoning) -> turn;
        }
        List<SignedCall> signed = List.copyOf(calls);
        String ofText = text;
        return (turn, reasoning) -> complete(turn, signed, ofText);
    }

    private static Message complete(Message turn, List<SignedCall> calls, String ofText) {
        List<Part> parts = new ArrayList<>();
        boolean textSigned = ofText.isEmpty();
        int next = 0;
        for (Part part : turn.parts()) {
            if (part instanceof Text && !textSigned) {
                parts.add(data(ofText));
                textSigned = true;
            } else if (part instanceof ToolCall call) {
                // Calls that were cut are missing from the turn.
                while (next < calls.size() && !calls.get(next).isOf(call)) {
                    next++;
                }
                if (next < calls.size() && !calls.get(next).signature().isEmpty()) {
                    parts.add(data(calls.get(next).signature()));
                }
                next++;
            }
            parts.add(part);
        }
        if (!textSigned && !turn.parts().isEmpty()) {
            // It came in a part without text behind the calls, and goes back in one.
            parts.add(data(ofText));
            parts.add(new Text(""));
        }
        return new Message(turn.role(), parts, turn.name());
    }

    private static ProviderData data(String signature) {
        return new ProviderData(
                GeminiProvider.NAME, JsonText.object(json -> json.writeStringProperty("thoughtSignature", signature)));
    }
}
