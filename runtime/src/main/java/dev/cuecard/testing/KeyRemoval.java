package dev.cuecard.testing;

import dev.cuecard.http.Asked;
import dev.cuecard.http.UrlSecrets;
import dev.cuecard.provider.ApiKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.Headers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Keeps the key of a call, and what else opens doors, out of what is written of the call. Immutable. */
final class KeyRemoval {

    /** What stands in a key's place. */
    static final String MASK = "[key]";

    private static final Set<String> SECRET_HEADERS = Set.of(
            "authorization",
            "proxy-authorization",
            "x-api-key",
            "api-key",
            "x-goog-api-key",
            "cookie",
            "set-cookie",
            "set-cookie2");

    private final Set<String> secretHeaders = new HashSet<>(SECRET_HEADERS);
    private final List<ApiKey> forms = new ArrayList<>();

    private KeyRemoval(Asked asked, String url) {
        asked.authorization().keySet().forEach(name -> secretHeaders.add(name.toLowerCase(Locale.ROOT)));
        asked.key().ifPresent(this::add);
        UrlSecrets.of(url).forEach(secret -> add(new ApiKey(secret, "the base URL")));
    }

    private void add(ApiKey key) {
        written(key.reveal()).stream()
                .map(form -> new ApiKey(form, key.origin()))
                .filter(KeyRemoval::isFound)
                .forEach(forms::add);
    }

    static KeyRemoval of(Asked asked, String url) {
        return new KeyRemoval(asked, url);
    }

    /** Whether the key is taken out of texts at all; one of a letter or two would take the words with it. */
    private static boolean isFound(ApiKey key) {
        return !key.redact(key.reveal()).equals(key.reveal());
    }

    /** A key as it may stand in a body: plain, inside JSON, whose writers may escape slashes, and inside a URL. */
    private static Set<String> written(String key) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(key);
        String quoted = TapeJson.compact(StringNode.valueOf(key));
        String inJson = quoted.substring(1, quoted.length() - 1);
        forms.add(inJson);
        forms.add(inJson.replace("/", "\\/"));
        forms.add(URLEncoder.encode(key, StandardCharsets.UTF_8));
        return forms;
    }

    /** Takes the key out of a text. */
    String text(String text) {
        String clean = text;
        for (ApiKey form : forms) {
            clean = form.redact(clean);
        }
        return clean;
    }

    /** Takes the key out of bytes of any kind, in which it would stand in ASCII. */
    byte[] bytes(byte[] bytes) {
        if (forms.isEmpty()) {
            return bytes;
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String clean = text(text);
        return clean.equals(text) ? bytes : clean.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Where the first key ends that begins at an index or after it; -1 where there is none. */
    int endOfKey(byte[] bytes, int from) {
        if (forms.isEmpty()) {
            return -1;
        }
        String text = new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
        int first = -1;
        for (ApiKey form : forms) {
            int start = text.indexOf(form.reveal());
            int end = start < 0 ? -1 : from + start + form.reveal().length();
            first = first < 0 || (end >= 0 && end < first) ? end : first;
        }
        return first;
    }

    /** How many bytes at the end may be the beginning of the key. */
    int begun(byte[] bytes) {
        int longest = 0;
        for (ApiKey form : forms) {
            byte[] key = form.reveal().getBytes(StandardCharsets.ISO_8859_1);
            for (int length = Math.min(key.length - 1, bytes.length); length > longest; length--) {
                if (Arrays.equals(bytes, bytes.length - length, bytes.length, key, 0, length)) {
                    longest = length;
                }
            }
        }
        return longest;
    }

    /** Takes the key out of the texts of a value, names included. */
    JsonNode json(JsonNode node) {
        if (forms.isEmpty()) {
            return node;
        }
        if (node.isString()) {
            return StringNode.valueOf(text(node.stringValue()));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode clean = array.arrayNode();
            array.forEach(element -> clean.add(json(element)));
            return clean;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode clean = TapeJson.object();
            object.properties().forEach(member -> clean.set(text(member.getKey()), json(member.getValue())));
            return clean;
        }
        return node;
    }

    /** Headers as JSON, a list where a name comes more than once, without those that are secret. */
    ObjectNode headers(Headers headers, Optional<String> contentType) {
        ObjectNode shown = TapeJson.object();
        contentType.ifPresent(type -> shown.put("Content-Type", type));
        for (int i = 0; i < headers.size(); i++) {
            if (secretHeaders.contains(headers.name(i).toLowerCase(Locale.ROOT))) {
                continue;
            }
            String name = text(headers.name(i));
            String value = text(headers.value(i));
            JsonNode before = shown.get(name);
            if (before == null) {
                shown.put(name, value);
            } else if (before instanceof ArrayNode several) {
                several.add(value);
            } else {
                shown.set(name, shown.arrayNode().add(before).add(value));
            }
        }
        return shown;
    }
}
