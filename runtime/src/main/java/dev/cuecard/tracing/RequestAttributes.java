package dev.cuecard.tracing;

import dev.cuecard.call.CallOptions;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What spans say of what is asked, and of whom. */
final class RequestAttributes {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private RequestAttributes() {}

    /** What tells the calls of a client apart, on spans as on metrics. */
    static Attributes identity(String provider, String model) {
        return Attributes.of(
                GenAi.OPERATION, GenAi.CHAT, GenAi.PROVIDER, GenAi.provider(provider), GenAi.REQUEST_MODEL, model);
    }

    static Attributes options(CallOptions options) {
        AttributesBuilder to = Attributes.builder();
        options.temperature().ifPresent(value -> to.put(GenAi.TEMPERATURE, value));
        options.topP().ifPresent(value -> to.put(GenAi.TOP_P, value));
        options.maxTokens().ifPresent(value -> to.put(GenAi.MAX_TOKENS, (long) value));
        options.seed().ifPresent(value -> to.put(GenAi.SEED, value));
        if (!options.stop().isEmpty()) {
            to.put(GenAi.STOP, options.stop());
        }
        Map<String, String> extra = options.extra();
        number(extra.get("top_k"), value -> to.put(GenAi.TOP_K, value));
        number(extra.get("frequency_penalty"), value -> to.put(GenAi.FREQUENCY_PENALTY, value));
        number(extra.get("presence_penalty"), value -> to.put(GenAi.PRESENCE_PENALTY, value));
        number(extra.get("n"), value -> {
            if (value != 1) {
                to.put(GenAi.CHOICE_COUNT, (long) value);
            }
        });
        return to.build();
    }

    /** Takes an extra field that is a number; whether another value makes sense is for the provider to say. */
    private static void number(@Nullable String json, DoubleConsumer to) {
        if (json != null && NUMBER.matcher(json).matches()) {
            to.accept(Double.parseDouble(json));
        }
    }

    /** Host and port of a base URL; nothing of an address that cannot be used, which the call itself ends with. */
    static Attributes server(String baseUrl) {
        URI url;
        try {
            url = new URI(baseUrl);
        } catch (URISyntaxException e) {
            return Attributes.empty();
        }
        String host = url.getHost();
        if (host == null) {
            return Attributes.empty();
        }
        int port = url.getPort();
        if (port < 0) {
            port = "http".equalsIgnoreCase(url.getScheme()) ? HTTP : HTTPS;
        }
        return Attributes.of(GenAi.SERVER_ADDRESS, unbracketed(host), GenAi.SERVER_PORT, (long) port);
    }

    /** An address of IPv6 stands in brackets in a URL and nowhere else. */
    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
