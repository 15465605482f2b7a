package dev.cuecard.http;

import dev.cuecard.error.ConfigurationException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rule that a key goes over plain http to this machine only. */
public final class PlainHttp {

    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

    private PlainHttp() {}

    /**
     * Tells whether a host is this machine, by its name alone: no name is looked up.
     *
     * @param host a name, or an address without brackets
     * @return true for {@code localhost}, a name under it, {@code 127.0.0.0/8} and {@code ::1}
     */
    public static boolean isLoopback(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.equals("localhost")
                || lower.endsWith(".localhost")
                || lower.equals("::1")
                || LOOPBACK_V4.matcher(lower).matches();
    }

    /**
     * Checks that a key may be sent to a base URL. To be called before every request that carries one.
     *
     * @param baseUrl the URL
     * @param allowPlainHttp whether the client's builder allowed plain http
     * @throws ConfigurationException if the key would be readable on its way, or if the URL is unusable
     */
    public static void requireSafeForKey(String baseUrl, boolean allowPlainHttp) {
        BaseUrl url = BaseUrl.parse(baseUrl);
        if (!url.isHttps() && !allowPlainHttp && !isLoopback(url.host())) {
            throw new ConfigurationException("A key is not sent over plain http to " + url.host()
                    + ", where others could read it on its way. Use an https base URL, or, in a network that you trust,"
                    + " PromptClient.builder().allowPlainHttp(true).");
        }
    }
}
