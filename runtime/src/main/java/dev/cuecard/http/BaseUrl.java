package dev.cuecard.http;

import dev.cuecard.error.ConfigurationException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider is found: checked once it is parsed, so that a wrong setting is named as one.
 *
 * <p>A process has few of them and asks for each with every call, twice, and parsing takes as long as all else that is done
 * before a request is sent. So they are remembered, each with the last URL that was made of it. Thread-safe.
 */
final class BaseUrl {

    /** Beyond so many, all are forgotten: somebody makes up addresses as they go. */
    private static final int REMEMBERED = 64;

    private static final Map<String, BaseUrl> KNOWN = new ConcurrentHashMap<>();

    private final HttpUrl url;
    private volatile @Nullable Resolved last;

    private BaseUrl(HttpUrl url) {
        this.url = url;
    }

    private record Resolved(String pathAndQuery, HttpUrl url) {}

    static BaseUrl parse(String text) {
        BaseUrl known = KNOWN.get(text);
        if (known != null) {
            return known;
        }
        BaseUrl read = read(text);
        if (KNOWN.size() >= REMEMBERED) {
            KNOWN.clear();
        }
        KNOWN.put(text, read);
        return read;
    }

    private static BaseUrl read(String text) {
        HttpUrl url = HttpUrl.parse(text);
        if (url == null) {
            throw unusable(text, "it is not an absolute http or https URL");
        }
        if (!url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty()) {
            throw unusable(text, "a user name and password in it would show up in logs; use the provider's key");
        }
        if (url.encodedFragment() != null) {
            throw unusable(text, "the part behind # would never be sent");
        }
        return new BaseUrl(url);
    }

    private static ConfigurationException unusable(String text, String why) {
        return new ConfigurationException("The base URL \"" + UrlSecrets.hidden(text) + "\" cannot be used: " + why
                + ". Write it like https://host/v1, in PromptClient.builder().baseUrl(provider, url) or in the"
                + " provider's environment variable.");
    }

    boolean isHttps() {
        return url.isHttps();
    }

    String host() {
        return url.host();
    }

    /** Puts a request's path behind the base URL's own; where both have a query, the base URL's comes first. */
    HttpUrl resolve(String pathAndQuery) {
        Resolved before = last;
        if (before != null && before.pathAndQuery().equals(pathAndQuery)) {
            return before.url();
        }
        HttpUrl resolved = append(pathAndQuery);
        last = new Resolved(pathAndQuery, resolved);
        return resolved;
    }

    private HttpUrl append(String pathAndQuery) {
        int mark = pathAndQuery.indexOf('?');
        String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        String query = mark < 0 ? null : pathAndQuery.substring(mark + 1);
        String base = url.encodedPath();
        String stem = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return url.newBuilder()
                .encodedPath(stem + path)
                .encodedQuery(join(url.encodedQuery(), query))
                .build();
    }

    private static @Nullable String join(@Nullable String first, @Nullable String second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first + "&" + second;
    }
}
