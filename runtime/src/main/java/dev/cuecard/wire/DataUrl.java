package dev.cuecard.wire;

import dev.cuecard.message.Image;
import java.util.Locale;

/**
 * An address that holds what it names. No provider follows one, so that what it holds is sent as bytes are.
 *
 * @param mediaType the media type, {@code image/png} for one
 * @param base64 the bytes in base64
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2397">RFC 2397, The "data" URL scheme</a>
 */
public record DataUrl(String mediaType, String base64) {

    private static final String SCHEME = "data:";
    private static final String ENCODING = ";base64";

    /** Tells whether an address is one that holds what it names. */
    public static boolean isOne(String url) {
        return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /**
     * Takes an image's address apart: media type, parameters of which the last is "base64", a comma, the data.
     *
     * @param turn where it stands
     * @param image the image
     * @param url its address
     * @return its parts
     * @throws dev.cuecard.error.ConfigurationException if the address has another form
     */
    public static DataUrl of(Turn turn, Image image, String url) {
        int comma = url.indexOf(',');
        String head = comma < 0 ? "" : url.substring(SCHEME.length(), comma);
        int parameters = head.indexOf(';');
        String mediaType = parameters < 0 ? "" : head.substring(0, parameters).strip();
        if (mediaType.isEmpty() || !head.toLowerCase(Locale.ROOT).endsWith(ENCODING)) {
            throw turn.refuse(
                    image,
                    " in a data: URL that does not have the form data:image/png;base64,…, the only one that "
                            + turn.provider() + " can be sent. Write it so, or make the image with Image.bytes.");
        }
        return new DataUrl(mediaType, url.substring(comma + 1));
    }
}
