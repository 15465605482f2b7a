package dev.cuecard.kit;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers recorded from providers, in the folder that the system property {@code cuecard.recordings} names. */
public final class Recordings {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Recordings() {}

    /** Makes a test of each case of some protocols in some groups; one that is skipped where there is no folder. */
    public static Stream<DynamicTest> tests(
            List<String> groups, Set<String> apis, Predicate<Case> chosen, ThrowingConsumer<Case> check) {
        String folder = System.getProperty("cuecard.recordings", "");
        if (folder.isEmpty()) {
            return Stream.of(DynamicTest.dynamicTest(
                    "recordings", () -> abort("The system property cuecard.recordings names no folder of recordings")));
        }
        return groups.stream()
                .flatMap(group -> cases(group, Path.of(folder, group), apis).stream())
                .filter(chosen)
                .map(each -> DynamicTest.dynamicTest(each.toString(), () -> check.accept(each)));
    }

    private static List<Case> cases(String group, Path folder, Set<String> apis) {
        try (Stream<Path> cases = Files.list(folder)) {
            return cases.filter(path -> Files.exists(path.resolve("case.json")))
                    .map(path ->
                            new Case(group, path, json(path.resolve("case.json")), json(path.resolve("expected.json"))))
                    .filter(each -> apis.contains(each.about().path("api").asString()))
                    .sorted(Comparator.comparing(Case::toString))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(Path file) {
        return MAPPER.readTree(file.toFile());
    }

    public static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    /** A recorded answer and what an independent reader made of it. */
    public record Case(String group, Path folder, JsonNode about, JsonNode expected) {

        public byte[] body(String... names) {
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
