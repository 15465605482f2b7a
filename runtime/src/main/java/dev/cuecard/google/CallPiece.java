package dev.cuecard.google;

import dev.cuecard.wire.WireJson;
import java.util.List;
import tools.jackson.core.JsonParser;

/**
 * A {@code functionCall} of one event: a whole call, or a piece of one whose arguments are streamed.
 *
 * @param id the call's id, empty where there is none: the API gives one only where it may be needed
 * @param name the function's name, empty in all pieces but the first
 * @param arguments the arguments as they are written, empty where there are none
 * @param pieces values of arguments with their places
 * @param continues whether another piece of this call will come
 * @param signature the signature of the thought that led to it, empty where there is none
 */
record CallPiece(
        String id, String name, String arguments, List<ArgumentPiece> pieces, boolean continues, String signature) {

    /** Reads the object that the parser stands on; the signature stands beside it, not in it. */
    static CallPiece read(JsonParser parser, byte[] source) {
        String id = "";
        String called = "";
        String arguments = "";
        List<ArgumentPiece> pieces = List.of();
        boolean continues = false;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "id" -> id = WireJson.text(parser);
                case "name" -> called = WireJson.text(parser);
                // Where a text stands in place of the object, it is taken for the object's JSON.
                case "args" -> arguments = WireJson.textOrJson(parser, source);
                case "partialArgs" -> pieces = WireJson.objects(parser, () -> ArgumentPiece.read(parser));
                case "willContinue" -> continues = ApiJson.isTrue(parser);
                default -> parser.skipChildren();
            }
        }
        return new CallPiece(id, called, arguments, pieces, continues, "");
    }

    CallPiece signed(String thoughtSignature) {
        return thoughtSignature.isEmpty()
                ? this
                : new CallPiece(id, name, arguments, pieces, continues, thoughtSignature);
    }

    /** Tells whether this is a call with all that belongs to it. */
    boolean isWhole() {
        return !continues && pieces.isEmpty() && isBegin();
    }

    /** Tells whether it may be the first piece of a call; one that holds nothing only ends another. */
    boolean isBegin() {
        return !name.isEmpty() || !id.isEmpty() || !arguments.isEmpty() || !pieces.isEmpty();
    }
}
