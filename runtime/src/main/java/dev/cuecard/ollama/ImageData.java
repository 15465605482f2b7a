package dev.cuecard.ollama;

import dev.cuecard.message.Image;
import dev.cuecard.wire.Turn;
import java.util.Base64;
import java.util.Locale;

/** The bytes of images: Ollama takes nothing else, and fetches nothing. */
final class ImageData {

    private static final String SCHEME = "data:";
    private static final String ENCODING = ";base64";

    private ImageData() {}

    /**
     * Gives an image's bytes in base64.
     *
     * @throws dev.cuecard.error.ConfigurationException if it is named by an address that does not hold them
     */
    static String base64(Image image, Turn turn) {
        String url = image.url().orElse("");
        if (url.isEmpty()) {
            return image.base64();
        }
        int comma = url.indexOf(',');
        String head = comma < 0 ? "" : url.substring(0, comma).toLowerCase(Locale.ROOT);
        if (!url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw turn.refuse(
                    image,
                    " that is named by an address, and ollama fetches none. Fetch it yourself, and make it with"
                            + " Image.bytes(mediaType, data).");
        }
        if (head.endsWith(ENCODING)) {
            try {
                // Written anew, with the padding that the server insists on.
                return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(url.substring(comma + 1)));
            } catch (IllegalArgumentException e) {
                throw unreadable(image, turn);
            }
        }
        throw unreadable(image, turn);
    }

    private static RuntimeException unreadable(Image image, Turn turn) {
        return turn.refuse(
                image,
                " whose data: address holds no base64, the one form in which ollama takes images. Make it with"
                        + " Image.bytes(mediaType, data).");
    }
}
