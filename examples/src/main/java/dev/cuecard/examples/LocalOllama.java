package dev.cuecard.examples;

import dev.cuecard.ollama.Ollama;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks whether Ollama runs on this machine, and which model it has. */
final class LocalOllama {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"([^\"\\\\]+)\"");

    private LocalOllama() {}

    /**
     * Asks for the models, for half a second at most.
     *
     * @param host what {@code OLLAMA_HOST} says, or empty
     * @return the name of the first model, or empty where no Ollama answers or it has none
     */
    static Optional<String> firstModel(String host) {
        try {
            String address = host.isBlank()
                    ? Ollama.provider().settings().baseUrl()
                    : Ollama.provider().baseUrlOf(host.strip(), "");
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/tags"))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<String> response = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            Matcher name = NAME.matcher(response.body());
            return response.statusCode() == 200 && name.find() ? Optional.of(name.group(1)) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            // Nobody is there, or the variable names no address: the examples go on without.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
