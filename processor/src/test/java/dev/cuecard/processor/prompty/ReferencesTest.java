package dev.cuecard.processor.prompty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.prompty.EnvReference.Missing;
import dev.cuecard.processor.prompty.EnvReference.Resolved;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("HOST", "h.example", "EMPTY", "");

    @ParameterizedTest
    @CsvSource({
        "${env:HOST}, h.example",
        "${env:HOST:other}, h.example",
        "${ENV:HOST}, h.example",
        "${env:NONE:https://x:8080/a}, https://x:8080/a",
        "https://${env:HOST}/${env:NONE:v1}/, https://h.example/v1/",
        "a${env:EMPTY:b}c, ac",
        "${env:NONE:{a{b}}}, {a{b}}",
        "$HOST {env:HOST} ${HOST}, $HOST {env:HOST} ${HOST}"
    })
    void references_become_values(String text, String value) {
        assertThat(EnvReference.in(text).malformed()).isEmpty();
        assertThat(EnvReference.resolve(text, ENVIRONMENT::get)).isEqualTo(new Resolved(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${env:NONE}", "${env:HOST}${env:NONE}", "${env:NONE:}"})
    void a_variable_that_is_not_set_is_named(String text) {
        assertThat(EnvReference.resolve(text, ENVIRONMENT::get)).isEqualTo(new Missing("NONE"));
    }

    @Test
    void references_know_where_they_are() {
        assertThat(EnvReference.in("a${env:B}c${env:D:e}").references())
                .containsExactly(
                        new EnvReference("B", Optional.empty(), 1, 9), new EnvReference("D", Optional.of("e"), 10, 20));
    }

    @Test
    void references_stay_in_the_model_and_its_connection() {
        Prompty prompty = PromptyText.front("""
                        model:
                          id: "${env:A}"
                          connection: {kind: "${env:B}", endpoint: "https://${env:C}", apiKey: "${env:D:x}"}""").readWithoutFaults();

        PromptyModel model = prompty.model().orElseThrow();
        assertThat(model.id()).map(Located::value).contains("${env:A}");
        assertThat(model.connection().endpoint()).map(Located::value).contains("https://${env:C}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: ${env:A} | 2:7 The prompt's name",
                "model: {options: {temperature: \"${env:A}\"}} | 2:32 The option 'temperature'",
                "model: {options: {size: [\"a${env:A:b}\"]}} | 2:26 The option 'size'",
                "model: {options: {stop: \"${env:A}\"}} | 2:25 The option 'stop'",
                "model: {provider: \"${env:A}\"} | 2:19 The model's provider",
                "inputs: {a: \"${env:A}\"} | 2:13 The default of the input 'a'",
                "inputs: [{name: \"${env:A}\"}] | 2:17 An input's name",
                "inputs: {a: {default: {b: \"${env:A}\"}}} | 2:27 The default of the input 'a'",
                "template: ${env:A} | 2:11 The template's format",
                "outputs: [{name: \"${env:A}\"}] | 2:18 An output"
            })
    void elsewhere_a_reference_is_a_fault(String front, String start) {
        assertThat(PromptyText.front(front).faults())
                .containsExactly(
                        start
                                + " refers to an environment variable, which can be done only in the model's id and connection.");
    }

    @ParameterizedTest
    @CsvSource({
        "${env:}, The reference '${env:}' names no environment variable.",
        "${env::x}, The reference '${env::x}' names no environment variable.",
        "${env:A B}, 'A B' is no name of an environment variable.",
        "${env:1A}, '1A' is no name of an environment variable.",
        "${env:A, The reference '${env:A' is not closed.",
        "${env:A:${env:B}}, The default of the variable 'A' is itself a reference to an environment variable."
    })
    void a_malformed_reference_is_a_fault(String text, String sentence) {
        assertThat(PromptyText.front("model: \"" + text + "\"").faults()).containsExactly("2:8 " + sentence);
        assertThat(PromptyText.front("tools: [\"" + text + "\"]").faults()).containsExactly("2:9 " + sentence);
    }

    @Test
    void files_are_put_in_the_place_of_references() {
        PromptyText text = PromptyText.front("""
                        description: ${file:about.txt}
                        model:
                          id: gpt-4
                          connection: ${file:./shared//connection.json}
                          options: ${file:options.yaml}
                        tools: "${FILE:tools/all.JSON}"
                        inputs: {a: 'not ${file:x}'}""")
                .with("about.txt", "Text of a file\nas it is")
                .with("shared/connection.json", "{\n\t\"kind\": \"key\",\n\t\"apiKey\": \"${env:KEY}\"\n}")
                .with("options.yaml", "temperature: 0.5\nstop: ${file:stop.yml}")
                .with("stop.yml", "- END")
                .with("tools/all.JSON", "[\"${file:one.json}\", \"\\ud83d\\ude00\\/\"]")
                .with("tools/one.json", "{\"name\": \"one\"}");
        Prompty prompty = text.readWithoutFaults();

        assertThat(prompty.description()).isEqualTo("Text of a file\nas it is");
        PromptyModel model = prompty.model().orElseThrow();
        int reference = text.text().indexOf("${file:./shared");
        assertThat(model.connection().apiKey()).contains(new Located<>("${env:KEY}", reference));
        assertThat(model.options().temperature())
                .contains(new Located<>(0.5, text.text().indexOf("${file:options")));
        assertThat(model.options().stop())
                .map(Located::value)
                .map(Object::toString)
                .contains("[END]");
        assertThat(prompty.tools()).map(YamlValue::toJson).contains("[{\"name\":\"one\"},\"😀/\"]");
        assertThat(prompty.inputs().get(0).defaultValue())
                .map(YamlValue::toJson)
                .contains("\"not ${file:x}\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x.json",
                "a/../x.json",
                "a/..",
                "..",
                "/x.json",
                "//x",
                "C:/x.json",
                "C:x",
                "a\\x.json",
                "..\\x",
                "file:///x",
                "",
                ".",
                "/",
                "a\u0001"
            })
    void a_file_reference_does_not_leave_the_folder(String path) {
        String yaml = path.replace("\\", "\\\\").replace("\u0001", "\\x01");
        PromptyText text = PromptyText.front("model: {id: a, connection: \"${file:" + yaml + "}\"}");

        assertThat(text.faults())
                .containsExactly(
                        "2:28 The file reference '" + path.replace('\u0001', '?') + "' leaves the prompt's folder.");
        assertThat(text.read().model().orElseThrow().connection()).isEqualTo(PromptyModel.Connection.NONE);
    }

    @Test
    void a_file_in_a_folder_cannot_leave_the_folder_either() {
        assertThat(PromptyText.front("tools: ${file:a/b.json}")
                        .with("a/b.json", "\"${file:../c.json}\"")
                        .faults())
                .containsExactly("2:8 The file reference '../c.json' leaves the prompt's folder.");
    }

    @Test
    void a_file_that_cannot_be_read_is_a_fault_with_its_reason() {
        PromptyFault fault =
                PromptyText.front("tools: ${file:none.json}").read().faults().get(0);

        assertThat(fault).isEqualTo(new PromptyFault(11, "There is no file 'none.json'.", List.of("Put it there.")));
    }

    @Test
    void files_that_refer_to_each_other_in_a_circle_are_a_fault() {
        PromptyText text = PromptyText.front("tools: ${file:a.json}")
                .with("a.json", "[\"${file:b.json}\"]")
                .with("b.json", "[\"${file:./a.json}\"]");

        assertThat(text.faults()).containsExactly("2:8 The file './a.json' refers to itself.");
        assertThat(text.read().faults().get(0).details())
                .containsExactly("The files refer to each other in this order: a.json, b.json, a.json.");
    }

    @Test
    void files_refer_to_each_other_only_so_deep() {
        PromptyText text = PromptyText.front("tools: ${file:0.json}");
        for (int i = 0; i < 20; i++) {
            text = text.with(i + ".json", "[\"${file:" + (i + 1) + ".json}\"]");
        }

        assertThat(text.faults()).containsExactly("2:8 The reference to the file '8.json' is more than 8 files deep.");
    }

    @Test
    void faults_in_a_referenced_file_say_where_there() {
        PromptyText text = PromptyText.front("tools: ${file:a.yaml}").with("a.yaml", "a: 1\nb: 2\n  a: 3");

        assertThat(text.faults())
                .containsExactly("2:8 The file 'a.yaml' is not valid YAML: mapping values are not allowed here.");
        assertThat(text.read().faults().get(0).details()).last().isEqualTo("It stands in a.yaml:3:4.");
    }
}
