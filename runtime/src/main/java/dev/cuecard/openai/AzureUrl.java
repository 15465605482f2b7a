package dev.cuecard.openai;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where a model of Azure's is found. A deployment has a path of its own, and the version of the API stands in the query;
 * newer resources also have paths below {@code /openai/v1}, where the deployment is named in the body and no version is.
 *
 * @see <a href="https://learn.microsoft.com/azure/ai-foundry/openai/reference">Azure OpenAI REST API reference</a>
 * @see <a href="https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle">Azure OpenAI API version
 *     lifecycle</a>
 */
final class AzureUrl {

    /** The last version with a date that is generally available. */
    private static final String API_VERSION = "2024-10-21";

    private static final String VERSION_NAME = "api-version=";

    private AzureUrl() {}

    /**
     * Completes a base URL that names the resource alone, {@code https://NAME.openai.azure.com} with or without
     * {@code /openai}, by the deployment's path, and one that names a deployment by the version. Any other path is taken
     * as it is.
     */
    static String complete(String given, String deployment) {
        int host = given.indexOf("://") + "://".length();
        int mark = given.indexOf('?');
        String address = stripSlashes(mark < 0 ? given : given.substring(0, mark), host);
        String query = mark < 0 ? "" : given.substring(mark + 1);
        if (host < "x://".length() || address.length() <= host || given.indexOf('#') >= 0) {
            return given;
        }
        int slash = address.indexOf('/', host);
        String path = slash < 0 ? "" : address.substring(slash).toLowerCase(Locale.ROOT);
        boolean resource = path.isEmpty() || path.equals("/openai");
        if (!resource && !path.startsWith("/openai/deployments")) {
            return given;
        }
        StringBuilder url = new StringBuilder(address);
        if (resource) {
            url.append(path.isEmpty() ? "/openai" : "");
        }
        if (resource || path.equals("/openai/deployments")) {
            url.append(resource ? "/deployments/" : "/")
                    .append(URLEncoder.encode(deployment, StandardCharsets.UTF_8)
                            .replace("+", "%20"));
        }
        url.append('?').append(query);
        if (!query.startsWith(VERSION_NAME) && !query.contains("&" + VERSION_NAME)) {
            url.append(query.isEmpty() ? "" : "&").append(VERSION_NAME).append(API_VERSION);
        }
        return url.toString();
    }

    private static String stripSlashes(String address, int from) {
        int end = address.length();
        while (end > from && address.charAt(end - 1) == '/') {
            end--;
        }
        return address.substring(0, end);
    }
}
