package dev.cuecard.google;

import dev.cuecard.error.ConfigurationException;
import dev.cuecard.wire.GivenUrl;
import java.nio.charset.StandardCharsets;

/**
 * Where a model is found: behind the base URL, which holds the API's version, a path of the model's resource and the method
 * that is called.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">Gemini API reference, Generating content</a>
 */
final class Endpoint {

    private static final String VERSION = "/v1beta";

    private Endpoint() {}

    /**
     * Puts the version behind a base URL that names the host alone, and takes off the path of the models. Any other path is taken as it is: it has a version of
     * its own, and may be that of another place where the protocol is spoken, a project of Vertex AI's for one.
     */
    static String complete(String given) {
        int mark = given.indexOf('?');
        String address = mark < 0 ? given : given.substring(0, mark);
        int scheme = address.indexOf("://");
        if (scheme < 0 || given.indexOf('#') >= 0) {
            return given;
        }
        int host = scheme + "://".length();
        int end = address.length();
        while (end > host && address.charAt(end - 1) == '/') {
            end--;
        }
        boolean bare = end > host && address.substring(host, end).indexOf('/') < 0;
        return bare
                ? address.substring(0, end) + VERSION + given.substring(address.length())
                : GivenUrl.without("/models", given);
    }

    /**
     * Gives the path and the query of a request.
     *
     * @param model the model's name; with a slash it is a path already, {@code models/…} or {@code tunedModels/…} for one
     * @param stream whether the reply is asked for as a stream; it comes as server-sent events only where that is said too
     * @throws ConfigurationException if the name cannot be part of a path
     */
    static String path(String model, boolean stream) {
        StringBuilder path = new StringBuilder(model.indexOf('/') < 0 ? "/models" : "");
        for (String segment : model.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new ConfigurationException("The name of the model '" + model + "' of " + GeminiProvider.NAME
                        + " cannot be part of a URL's path. Write it like gemini-2.5-flash or tunedModels/mine.");
            }
            encode(path.append('/'), segment);
        }
        return path.append(stream ? ":streamGenerateContent?alt=sse" : ":generateContent")
                .toString();
    }

    /** Everything but what RFC 3986 calls unreserved: a colon above all, behind which the method's name would begin. */
    private static void encode(StringBuilder path, String segment) {
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean unreserved = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '.'
                    || c == '_'
                    || c == '~';
            if (unreserved) {
                path.append(c);
            } else {
                path.append('%').append(hex(c >> 4)).append(hex(c & 0xf));
            }
        }
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit, 16));
    }
}
