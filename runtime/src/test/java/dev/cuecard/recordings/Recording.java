package dev.cuecard.recordings;

import dev.cuecard.kit.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A provider's recorded answer and what is to be read out of it. */
record Recording(Path folder, JsonNode about, JsonNode expected) {

    static final JsonMapper JSON = JsonMapper.builder().build();

    /** The recordings of some groups, none if no folder of recordings is given. */
    static Stream<Recording> ofGroups(String... groups) {
        return Stream.of(groups).flatMap(group -> ofGroup(group).stream());
    }

    /** The groups within a group, none if no folder of recordings is given. */
    static String[] groupsIn(String group) {
        String root = System.getProperty("cuecard.recordings", "");
        if (root.isBlank()) {
            return new String[0];
        }
        try (Stream<Path> folders = Files.list(Path.of(root, group))) {
            return folders.sorted()
                    .map(folder -> group + "/" + folder.getFileName())
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The recordings of a group, none if no folder of recordings is given. */
    static List<Recording> ofGroup(String group) {
        String root = System.getProperty("cuecard.recordings", "");
        if (root.isBlank()) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(Path.of(root, group))) {
            return folders.sorted().map(Recording::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording read(Path folder) {
        return new Recording(
                folder,
                JSON.readTree(folder.resolve("case.json").toFile()),
                JSON.readTree(folder.resolve("expected.json").toFile()));
    }

    /** The protocol of the answer, empty where it is one that Cuecard does not speak. */
    Optional<Protocol> protocol() {
        String api = about.path("api").asString("");
        // Google's streams without the query that asks for events.
        String known = api.equals("gemini-json-array") ? Protocol.GOOGLE.api() : api;
        if (status() != 200 && known.isEmpty()) {
            // OpenAI's servers answer with the same errors whichever of their APIs is asked.
            return Optional.of(Protocol.OPENAI);
        }
        return Stream.of(Protocol.values())
                .filter(protocol -> protocol.api().equals(known))
                .findFirst();
    }

    /** The media type of the streamed answer. */
    String mediaType() {
        return Files.exists(folder.resolve("stream.json"))
                ? "application/json"
                : protocol().map(Protocol::streamType).orElseThrow();
    }

    /** The streamed answer. */
    byte[] stream() {
        return bytes("stream.sse", "stream.ndjson", "stream.json");
    }

    /** The whole answer. */
    byte[] body() {
        return bytes("body.json", "body.txt");
    }

    private byte[] bytes(String... names) {
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

    /** The status of the answer. */
    int status() {
        return about.path("http").path("status").asInt(200);
    }

    String name() {
        return folder.getParent().getFileName() + "/" + folder.getFileName();
    }

    boolean hasError() {
        return !expected.path("error").isNull();
    }

    boolean isComplete() {
        return expected.path("complete").asBoolean();
    }

    boolean isRefused() {
        return !expected.path("refusal").isNull();
    }
}
