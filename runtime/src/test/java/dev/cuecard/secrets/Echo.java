package dev.cuecard.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.io.JsonStringEncoder;

/** The ways in which a server may write a key that it quotes, each fit to stand inside a text of JSON. */
enum Echo {
    JSON {
        @Override
        String of(String key) {
            return new String(JsonStringEncoder.getInstance().quoteAsCharArray(key));
        }
    },
    /** As PHP escapes slashes, and Go and Gson whatever means something to HTML. */
    JSON_ALL_ESCAPED {
        @Override
        String of(String key) {
            StringBuilder escaped = new StringBuilder();
            for (int i = 0; i < key.length(); i++) {
                char c = key.charAt(i);
                escaped.append(
                        c == '/' ? "\\/" : Character.isLetterOrDigit(c) ? "" + c : String.format("\\u%04X", (int) c));
            }
            return escaped.toString();
        }
    },
    /** As where an error of another server is quoted. */
    JSON_IN_JSON {
        @Override
        String of(String key) {
            return JSON.of("{\"said\":\"" + JSON.of(key) + "\"}");
        }
    },
    URL {
        @Override
        String of(String key) {
            return "https://keys.example/?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8) + "&x=1";
        }
    },
    URL_IN_SMALL_LETTERS {
        @Override
        String of(String key) {
            StringBuilder escaped = new StringBuilder();
            for (int i = 0; i < key.length(); i++) {
                char c = key.charAt(i);
                escaped.append(Character.isLetterOrDigit(c) ? "" + c : String.format("%%%02x", (int) c));
            }
            return escaped.toString();
        }
    },
    HTML {
        @Override
        String of(String key) {
            return key.replace("\\", "&#92;")
                    .replace("&", "&amp;")
                    .replace("&amp;#92;", "&#92;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&#x27;");
        }
    },
    /** As servers quote a key that they refuse: too much of it is left. */
    HALF_HIDDEN {
        @Override
        String of(String key) {
            return key.substring(0, 12) + "*".repeat(20) + key.substring(key.length() - 12);
        }
    },
    HEADER {
        @Override
        String of(String key) {
            return JSON.of("Authorization: Bearer " + key + "\nX-Api-Key: " + key);
        }
    };

    abstract String of(String key);
}
