package dev.cuecard.ollama;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The base URL that is meant by what stands in {@code OLLAMA_HOST}. The variable is read by the server and by its clients
 * alike, so it may hold an address to listen on, without scheme, host or port.
 *
 * @see <a href="https://docs.ollama.com/faq">Ollama FAQ, How do I configure Ollama server?</a>
 */
final class HostUrl {

    /** Where Ollama listens unless told otherwise. */
    static final int PORT = 11434;

    private static final String SEPARATOR = "://";

    /** Of the API that is asked here, of all of its endpoint, and of the one that Ollama speaks for OpenAI's clients. */
    private static final List<String> APIS = List.of("/api", "/api/chat", "/v1");

    /** Ollama's own servers, which alone are meant over https where no scheme is given. */
    private static final String CLOUD = "ollama.com";

    private HostUrl() {}

    /**
     * Puts in the scheme, the host and the port where they are left out, and takes off the path of the API. A URL keeps its
     * scheme's own port. What makes no sense stays as it is, for whoever parses the URL to say so.
     */
    static String complete(String given) {
        String text = unquoted(given);
        int separator = text.indexOf(SEPARATOR);
        String scheme = separator < 0 ? "" : text.substring(0, separator).toLowerCase(Locale.ROOT);
        if (separator >= 0 && !scheme.equals("http") && !scheme.equals("https")) {
            return given;
        }
        String rest = separator < 0 ? text : text.substring(separator + SEPARATOR.length());
        int end = firstOf(rest, "/?#");
        Authority authority = Authority.of(rest.substring(0, end));
        if (authority.isEmpty()) {
            return given;
        }
        String tail = rest.substring(end);
        int query = firstOf(tail, "?#");
        String path = withoutApi(tail.substring(0, query)) + tail.substring(query);
        if (!scheme.isEmpty()) {
            return scheme + SEPARATOR + authority.connectable() + authority.colonPort() + path;
        }
        if (authority.port().isEmpty() && authority.host().equalsIgnoreCase(CLOUD)) {
            return "https" + SEPARATOR + CLOUD + path;
        }
        String port = authority.port().isEmpty() ? ":" + PORT : authority.colonPort();
        return "http" + SEPARATOR + authority.connectable() + port + path;
    }

    /** Shells and files of variables leave quotes behind. */
    private static String unquoted(String given) {
        int start = 0;
        int end = given.length();
        while (start < end && isQuote(given.charAt(start))) {
            start++;
        }
        while (end > start && isQuote(given.charAt(end - 1))) {
            end--;
        }
        return given.substring(start, end).strip();
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static String withoutApi(String path) {
        String stripped = withoutSlashes(path);
        for (String api : APIS) {
            if (stripped.endsWith(api)) {
                return withoutSlashes(stripped.substring(0, stripped.length() - api.length()));
            }
        }
        return stripped;
    }

    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static int firstOf(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    /**
     * Host and port.
     *
     * @param host the host, an IPv6 address in brackets; may be empty
     * @param port what stands behind the colon, may be empty
     */
    private record Authority(String host, String port) {

        private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "[::]", "[::0]", "[0:0:0:0:0:0:0:0]");

        static Authority of(String text) {
            int colon = text.lastIndexOf(':');
            boolean bracketed = text.startsWith("[");
            if (colon < 0 || (bracketed && colon < text.lastIndexOf(']'))) {
                return new Authority(text, "");
            }
            if (!bracketed && text.indexOf(':') < colon && text.indexOf('@') < 0) {
                // Several colons without brackets: an IPv6 address, and no port.
                return new Authority("[" + text + "]", "");
            }
            return new Authority(text.substring(0, colon), text.substring(colon + 1));
        }

        boolean isEmpty() {
            return host.isEmpty() && port.isEmpty();
        }

        /** A client cannot connect to what a server listens on when it listens everywhere. */
        String connectable() {
            return host.isEmpty() || EVERYWHERE.contains(host) ? "localhost" : host;
        }

        String colonPort() {
            return port.isEmpty() ? "" : ":" + port;
        }
    }
}
