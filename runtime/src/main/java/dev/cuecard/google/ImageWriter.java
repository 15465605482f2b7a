package dev.cuecard.google;

import dev.cuecard.message.Image;
import dev.cuecard.wire.DataUrl;
import dev.cuecard.wire.Turn;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * Writes images: their bytes, or the address where Google finds them, which may be one of its Files API or its Cloud
 * Storage.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/image-understanding">Gemini API, Image understanding</a>
 */
final class ImageWriter {

    private static final Map<String, String> TYPES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "webp", "image/webp",
            "heic", "image/heic",
            "heif", "image/heif",
            "gif", "image/gif",
            "bmp", "image/bmp",
            "avif", "image/avif");

    private ImageWriter() {}

    /** Writes an image into the part's object. */
    static void write(JsonGenerator json, Turn turn, Image image) {
        String url = image.url().orElse("");
        if (url.isEmpty()) {
            inline(json, image.mediaType(), image.base64());
        } else if (DataUrl.isOne(url)) {
            DataUrl data = DataUrl.of(turn, image, url);
            inline(json, data.mediaType(), data.base64());
        } else {
            json.writeObjectPropertyStart("fileData");
            String type = TYPES.get(ending(url));
            if (type != null) {
                json.writeStringProperty("mimeType", type);
            }
            json.writeStringProperty("fileUri", url);
            json.writeEndObject();
        }
    }

    private static void inline(JsonGenerator json, String mediaType, String base64) {
        json.writeObjectPropertyStart("inlineData");
        json.writeStringProperty("mimeType", mediaType);
        json.writeStringProperty("data", base64);
        json.writeEndObject();
    }

    /** What stands behind the last dot of the path, in lower case. */
    private static String ending(String url) {
        int end = url.length();
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) == '?' || url.charAt(i) == '#') {
                end = i;
                break;
            }
        }
        int dot = url.lastIndexOf('.', end - 1);
        return dot < 0 ? "" : url.substring(dot + 1, end).toLowerCase(Locale.ROOT);
    }
}
