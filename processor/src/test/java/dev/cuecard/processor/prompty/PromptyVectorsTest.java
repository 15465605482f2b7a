package dev.cuecard.processor.prompty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.cuecard.processor.source.TemplateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Loading, by the cases of the Prompty project. Their folder is given by the system property {@code cuecard.vectors}; without
 * it these tests are skipped. What they expect of an environment is compared with references that are resolved here.
 */
class PromptyVectorsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Cases that say nothing of the text of a file, and why. */
    private static final Map<String, String> OF_OTHER_PHASES =
            Map.of("missing_file_error", "the file itself is looked for by the phase that calls this one");

    /** How our faults begin or go on where a case names an error of another implementation. */
    private static final Map<String, String> SENTENCES = Map.of(
            "outside allowed roots", "leaves the prompt's folder",
            "Invalid template format", "The template's format is written as in the first generation",
            "invalid frontmatter", "The front matter is not valid YAML");

    @TestFactory
    Stream<DynamicTest> cases_load() {
        return withFolder(folder -> lines(folder.resolve("prompty-load.jsonl"))
                .map(JSON::readTree)
                .map(each -> DynamicTest.dynamicTest(each.path("name").asString(), () -> check(folder, each))));
    }

    @TestFactory
    Stream<DynamicTest> files_load_without_faults() {
        return withFolder(folder -> list(folder.resolve("prompty-files"))
                .filter(file -> file.toString().endsWith(".prompty"))
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> PromptyText.of(Files.readString(file)).readWithoutFaults())));
    }

    private interface Cases {
        Stream<DynamicTest> in(Path folder);
    }

    private static Stream<DynamicTest> withFolder(Cases cases) {
        String folder = System.getProperty("cuecard.vectors", "");
        if (folder.isEmpty()) {
            return Stream.of(DynamicTest.dynamicTest(
                    "vectors", () -> abort("The system property cuecard.vectors names no folder of cases")));
        }
        return cases.in(Path.of(folder));
    }

    private static void check(Path folder, JsonNode vector) throws IOException {
        if (OF_OTHER_PHASES.containsKey(vector.path("name").asString())) {
            abort(OF_OTHER_PHASES.get(vector.path("name").asString()));
        }
        JsonNode input = vector.path("input");
        JsonNode expected = vector.path("expected");
        Prompty prompty = read(folder, input);
        Map<String, String> environment = new LinkedHashMap<>();
        input.path("env")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asString()));
        if (expected.has("error")) {
            checkError(prompty, expected.path("error").asString(), environment);
            return;
        }
        assertThat(prompty.faults()).isEmpty();
        expected.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            switch (entry.getKey()) {
                case "kind" -> assertThat(value.asString()).isEqualTo("prompt");
                case "name" -> assertThat(prompty.name()).isEqualTo(value.asString());
                case "description" -> assertThat(prompty.description()).isEqualTo(value.asString());
                case "instructions" -> assertThat(prompty.body()).isEqualTo(value.asString());
                case "model" -> checkModel(prompty.model().orElseThrow(), value, environment);
                case "inputs" -> checkInputs(prompty.inputs(), value);
                case "validated_inputs" ->
                    assertThat(values(prompty.inputs(), input.path("inputs"))).isEqualTo(value);
                case "tools" ->
                    checkPart(JSON.readTree(prompty.tools().orElseThrow().toJson()), value);
                case "template" -> checkTemplate(prompty.format(), value);
                default -> Assertions.fail("The case expects something of " + entry.getKey());
            }
        });
    }

    private static Prompty read(Path folder, JsonNode input) throws IOException {
        if (input.has("fixture")) {
            Path file = folder.resolve("prompty-files")
                    .resolve(input.path("fixture").asString());
            return PromptyText.of(Files.readString(file)).read();
        }
        String text = input.has("frontmatter_raw")
                ? input.path("frontmatter_raw").asString()
                : "---\n" + input.path("frontmatter") + "\n---\n"
                        + input.path("body").asString("user:\nHi");
        return PromptyReader.read(new TemplateFile("case.prompty", text), relative -> {
            JsonNode content = input.path("files").path(relative);
            if (content.isMissingNode()) {
                throw new PromptyReader.Unreadable("There is no file '" + relative + "'.", List.of());
            }
            return new TemplateFile(relative, content.isString() ? content.asString() : content.toString());
        });
    }

    private static void checkError(Prompty prompty, String error, Map<String, String> environment) {
        if (error.startsWith("Environment variable '")) {
            String variable = error.substring(error.indexOf('\'') + 1, error.lastIndexOf('\''));
            assertThat(prompty.faults()).isEmpty();
            String endpoint = prompty.model()
                    .orElseThrow()
                    .connection()
                    .endpoint()
                    .orElseThrow()
                    .value();
            assertThat(EnvReference.resolve(endpoint, environment::get)).isEqualTo(new EnvReference.Missing(variable));
            return;
        }
        assertThat(SENTENCES).containsKey(error);
        assertThat(prompty.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.sentence()).contains(SENTENCES.get(error)));
    }

    private static void checkModel(PromptyModel model, JsonNode expected, Map<String, String> environment) {
        expected.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            switch (entry.getKey()) {
                case "id" -> assertThat(model.id()).map(Located::value).contains(value.asString());
                case "provider" ->
                    assertThat(model.provider())
                            .map(PromptyModel.Provider::word)
                            .contains(value.asString());
                case "apiType" ->
                    assertThat(model.apiType()).map(Located::value).contains(value.asString());
                case "connection" -> checkConnection(model.connection(), value, environment);
                case "options" -> value.properties().forEach(option -> checkOption(model.options(), option));
                default -> Assertions.fail("The case expects something of the model's " + entry.getKey());
            }
        });
    }

    private static void checkConnection(
            PromptyModel.Connection connection, JsonNode expected, Map<String, String> environment) {
        expected.properties().forEach(entry -> {
            Optional<Located<String>> value = switch (entry.getKey()) {
                case "kind" -> connection.kind();
                case "endpoint" -> connection.endpoint();
                case "apiKey" -> connection.apiKey();
                default -> Optional.empty();
            };
            assertThat(value.map(located -> EnvReference.resolve(located.value(), environment::get)))
                    .as(entry.getKey())
                    .contains(new EnvReference.Resolved(entry.getValue().asString()));
        });
    }

    private static void checkOption(PromptyModel.Options options, Map.Entry<String, JsonNode> expected) {
        JsonNode value = expected.getValue();
        switch (expected.getKey()) {
            case "temperature" ->
                assertThat(options.temperature()).map(Located::value).contains(value.asDouble());
            case "topP" -> assertThat(options.topP()).map(Located::value).contains(value.asDouble());
            case "maxOutputTokens" ->
                assertThat(options.maxTokens()).map(Located::value).contains(value.asInt());
            case "seed" -> assertThat(options.seed()).map(Located::value).contains(value.asLong());
            case "additionalProperties" -> {
                Map<String, JsonNode> extra = new LinkedHashMap<>();
                options.extra().forEach(each -> extra.put(each.name(), JSON.readTree(each.json())));
                assertThat(extra).containsExactlyEntriesOf(asMap(value));
            }
            default -> Assertions.fail("The case expects something of the option " + expected.getKey());
        }
    }

    private static void checkInputs(List<PromptyInput> inputs, JsonNode expected) {
        assertThat(inputs).hasSize(expected.size());
        for (int i = 0; i < inputs.size(); i++) {
            PromptyInput input = inputs.get(i);
            asMap(expected.get(i)).forEach((key, value) -> {
                switch (key) {
                    case "name" -> assertThat(input.name()).isEqualTo(value.asString());
                    case "kind" -> assertThat(input.kind().word()).isEqualTo(value.asString());
                    case "required" -> assertThat(input.required()).isEqualTo(value.asBoolean());
                    case "description" -> assertThat(input.description()).isEqualTo(value.asString());
                    case "default" ->
                        assertThat(JSON.readTree(
                                        input.defaultValue().orElseThrow().toJson()))
                                .isEqualTo(value);
                    case "example" ->
                        assertThat(JSON.readTree(input.example().orElseThrow().toJson()))
                                .isEqualTo(value);
                    default -> Assertions.fail("The case expects something of an input's " + key);
                }
            });
        }
    }

    /** Returns what the inputs are with some values given: those, and defaults. */
    private static JsonNode values(List<PromptyInput> inputs, JsonNode given) {
        Map<String, JsonNode> values = new LinkedHashMap<>(asMap(given));
        for (PromptyInput input : inputs) {
            input.defaultValue().ifPresent(value -> values.putIfAbsent(input.name(), JSON.readTree(value.toJson())));
            assertThat(input.required() && !values.containsKey(input.name())).isFalse();
        }
        return JSON.valueToTree(values);
    }

    private static void checkTemplate(PromptyFormat format, JsonNode expected) {
        assertThat(format.syntax().name().toLowerCase(Locale.ROOT))
                .isEqualTo(expected.path("format").path("kind").asString());
        assertThat(expected.path("parser").path("kind").asString("prompty")).isEqualTo("prompty");
    }

    /** Cases name only some properties of mappings. */
    private static void checkPart(JsonNode actual, JsonNode expected) {
        if (expected.isObject()) {
            asMap(expected).forEach((key, value) -> checkPart(actual.path(key), value));
        } else if (expected.isArray()) {
            assertThat(actual.size()).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                checkPart(actual.get(i), expected.get(i));
            }
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    private static Map<String, JsonNode> asMap(JsonNode object) {
        Map<String, JsonNode> map = new LinkedHashMap<>();
        object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().filter(line -> !line.isBlank());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
