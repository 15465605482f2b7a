package dev.cuecard.recordings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A provider's recorded answer and what is to be read out of it. */
record Recording(Path folder, JsonNode about, JsonNode expected) {

    static final JsonMapper JSON = JsonMapper.builder().build();

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

    boolean isChat() {
        return about.path("api").asString().equals("openai-chat");
    }

    byte[] stream() {
        try {
            return Files.readAllBytes(folder.resolve("stream.sse"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return folder.getFileName().toString();
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
