package dev.cuecard.google;

/**
 * A call whose arguments come piece by piece, put together. The first piece has the name, those that follow have none, and
 * the last says no more that there will be another.
 *
 * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/multimodal/function-calling">Vertex AI, Function
 *     calling: streaming the arguments of a call</a>
 */
final class StreamedCall {

    private final StreamedArguments arguments = new StreamedArguments();
    private final String id;
    private final String name;
    private String signature = "";

    StreamedCall(CallPiece first) {
        id = first.id();
        name = first.name();
        add(first);
    }

    /** Tells whether a piece is of this call: one with a name begins another, unless its id is the same. */
    boolean goesOnWith(CallPiece piece) {
        return piece.name().isEmpty() || (!id.isEmpty() && id.equals(piece.id()));
    }

    void add(CallPiece piece) {
        if (!piece.arguments().isBlank()) {
            arguments.merge(piece.arguments());
        }
        piece.pieces().forEach(arguments::put);
        if (signature.isEmpty()) {
            signature = piece.signature();
        }
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String signature() {
        return signature;
    }

    /** The arguments as JSON; broken JSON where a piece had no place in them. */
    String arguments() {
        return arguments.text();
    }

    /** The arguments as far as they came, left open at the end. */
    String cutArguments() {
        return arguments.cutText();
    }
}
