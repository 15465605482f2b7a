package dev.cuecard.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** What the query of a base URL holds in secret: some gateways take their keys there, and show the whole address in errors. */
public final class UrlSecrets {

    private static final Pattern SECRET = Pattern.compile("key|token|secret|sig|pass|auth");

    private static final int SHORTEST_KEY = 16;

    private UrlSecrets() {}

    /**
     * Shows an address, which need not be one, to those who may not know its secrets.
     *
     * @param text what was given as an address
     * @return the text without user name, password and query, and of what is no address at all, since it may be a key in a
     *     wrong place, only the beginning
     */
    public static String hidden(String text) {
        if (text.length() >= SHORTEST_KEY && text.chars().noneMatch(c -> c == '.' || c == ':' || c == '/')) {
            return text.substring(0, 3) + "…";
        }
        int user = text.lastIndexOf('@');
        int query = text.indexOf('?');
        if (user > query && query >= 0) {
            // A password may hold a question mark and a query an at sign: nobody can tell which is which.
            return "…";
        }
        String shown = query < 0 ? text : text.substring(0, query) + "?…";
        return user < 0 ? shown : "…" + shown.substring(user);
    }

    /**
     * Returns the values of those parameters that are named like a secret.
     *
     * @param url an address
     * @return the values; empty where the address has none, or is none
     */
    public static List<String> of(String url) {
        HttpUrl parsed = url.indexOf('?') < 0 ? null : HttpUrl.parse(url);
        List<String> secrets = new ArrayList<>();
        for (int i = 0; parsed != null && i < parsed.querySize(); i++) {
            String value = parsed.queryParameterValue(i);
            if (value != null
                    && SECRET.matcher(parsed.queryParameterName(i).toLowerCase(Locale.ROOT))
                            .find()) {
                secrets.add(value);
            }
        }
        return secrets;
    }
}
