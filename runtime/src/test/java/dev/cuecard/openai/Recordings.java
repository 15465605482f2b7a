package dev.cuecard.openai;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers recorded from providers, in the folder that the system property {@code cuecard.recordings} names. */
final class Recordings {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Recordings() {}

    /** Lists the cases of Chat Completions in a group; skips the test where there is no folder of recordings. */
    static List<Case> chat(String group) {
        String folder = System.getProperty("cuecard.recordings", "");
        assumeFalse(folder.isEmpty(), "The system property cuecard.recordings names no folder of recordings");
        try (Stream<Path> cases = Files.list(Path.of(folder, group))) {
            return cases.filter(path -> Files.exists(path.resolve("case.json")))
                    .map(path ->
                            new Case(group, path, json(path.resolve("case.json")), json(path.resolve("expected.json"))))
                    .filter(each -> each.about().path("api").asString().equals("openai-chat"))
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(Path file) {
        return MAPPER.readTree(file.toFile());
    }

    static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    /** A recorded answer and what an independent reader made of it. */
    record Case(String group, Path folder, JsonNode about, JsonNode expected) {

        byte[] body(String... names) {
            try {
                for (String name : names) {
                    if (Files.exists(folder.resolve(name))) {
                        return Files.readAllBytes(folder.resolve(name));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw new AssertionError(folder + " holds none of " + List.of(names));
        }

        @Override
        public String toString() {
            return group + "/" + folder.getFileName();
        }
    }
}
