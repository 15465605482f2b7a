package dev.cuecard.processor.prompty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptyFaultsTest {

    @Test
    void all_faults_come_at_once_and_in_order() {
        assertThat(PromptyText.front("""
                        template: handlebars
                        inputs:
                          - name: a
                            kind: strng
                          - kind: string
                          - name: a
                          - b
                        name: [x]
                        model:
                          id: gpt-4
                          options:
                            temperature: warm
                            maxOutputTokens: 1.5
                            seed: "7"
                            stream: yes
                          id: gpt-5""").faults())
                .containsExactly(
                        "2:11 The template's format is written as in the first generation of Prompty, the model is not.",
                        "2:11 The template's format is 'handlebars', which this compiler does not read.",
                        "5:11 The input 'a' is of the kind 'strng', which does not exist.",
                        "6:5 An input has no name.",
                        "7:11 The input 'a' is declared twice.",
                        "8:5 An input is the text 'b'; in a list it must be a mapping with a name.",
                        "9:7 The prompt's name is a list; it must be a text.",
                        "13:18 The option 'temperature' is the text 'warm'; it must be a number.",
                        "14:22 The option 'maxOutputTokens' is the number 1.5; it must be a whole number.",
                        "15:11 The option 'seed' is the text '7'; it must be a whole number.",
                        "16:13 The option 'stream' is the text 'yes'; it must be true or false.",
                        "17:3 The key 'id' stands twice in one mapping.");
    }

    @Test
    void what_is_not_faulty_is_read_all_the_same() {
        Prompty prompty = PromptyText.front("name: a\nname: b\nmodel: {id: m, options: {temperature: x, seed: 1}}")
                .read();

        assertThat(prompty.name()).isEqualTo("a");
        assertThat(prompty.model().orElseThrow().options().temperature()).isEmpty();
        assertThat(prompty.model().orElseThrow().options().seed())
                .map(Located::value)
                .contains(1L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "model: [a] | 2:8 The model is a list; it must be a name or a mapping.",
                "model: {connection: x} | 2:21 The model's connection is the text 'x'; it must be a mapping.",
                "model: {options: [1]} | 2:18 The model's options is a list; it must be a mapping.",
                "model: {id: {a: b}} | 2:13 The model's id is a mapping; it must be a text.",
                "model: {id: ''} | 2:13 The model's id is an empty text; it must be a text that is not empty.",
                "inputs: question | 2:9 The inputs value is the text 'question'; it must be a list of inputs, or a mapping of their names.",
                "inputs: [{name: 1}] | 2:17 An input's name is the number 1; it must be a text.",
                "inputs: {a: {required: 1}} | 2:24 The property 'required' of the input 'a' is the number 1; it must be true or false.",
                "inputs: {a: {kind: [b]}} | 2:20 The kind of the input 'a' is a list; it must be a text.",
                "inputSchema: [a] | 2:14 The inputSchema is a list; it must be a mapping with 'properties'.",
                "sample: a | 2:9 The sample is the text 'a'; it must be a mapping of inputs to values.",
                "tools: a | 2:8 The tools value is the text 'a'; it must be a list or a mapping.",
                "outputs: a | 2:10 The outputs value is the text 'a'; it must be a list or a mapping.",
                "template: [a] | 2:11 The template is a list; it must be a mapping with 'format'.",
                "template: {format: {kind: x}} | 2:27 The template's format is 'x', which this compiler does not read.",
                "template: {parser: x} | 2:20 The template's parser is 'x', which this compiler does not have.",
                "model: {options: {stop: [a, 1]}} | 2:29 The option 'stop' is the number 1; it must be a text or a list of texts.",
                "model: {options: {topP: .inf}} | 2:25 The option 'topP' is the number .inf; it must be a finite number.",
                "model: {options: {seed: 9223372036854775808}} | 2:25 The option 'seed' is the number 9223372036854775808; it must be a whole number of at most 64 bits.",
                "model: {options: {maxOutputTokens: 2147483648}} | 2:36 The option 'maxOutputTokens' is the number 2147483648; it must be a whole number of at most 32 bits.",
                "model: {options: {topP: 1, additionalProperties: {top_p: 1}}} | 2:51 The option 'top_p' is given twice, by this name or another.",
                "a: {b: 1, b: 2} | 2:11 The key 'b' stands twice in one mapping.",
                "'😀': 1 | ``",
                "{name: '', description: '', inputs: {a: {description: ''}}} | ``",
                "{'😀': 1, a: 1, a: 2} | 2:17 The key 'a' stands twice in one mapping.",
                "just a text | 2:1 The front matter is the text 'just a text'; it must be a mapping.",
                "[a, b] | 2:1 The front matter is a list; it must be a mapping.",
                "name: a: b | 2:8 The front matter is not valid YAML: mapping values are not allowed here.",
                "name: [invalid | 2:7 The front matter is not valid YAML: expected ',' or ']', but got <stream end>.",
            })
    void a_fault_has_its_place(String front, String fault) {
        if (fault.isEmpty()) {
            assertThat(PromptyText.front(front).faults()).isEmpty();
        } else {
            assertThat(PromptyText.front(front).faults()).containsExactly(fault);
        }
    }

    @Test
    void places_count_lines_that_end_as_they_do_elsewhere() {
        assertThat(PromptyText.of("\uFEFF\r\n---\r\nname: a\r\nmodel: [1]\r\n---\r\nHi")
                        .faults())
                .containsExactly("4:8 The model is a list; it must be a name or a mapping.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model: {id: gpt-4}", "model: {provider: openai}", "model: {options: {}}"})
    void a_template_of_the_first_generation_with_a_model_of_today_is_a_fault(String model) {
        assertThat(PromptyText.front(model + "\ntemplate: jinja2").faults())
                .hasSize(1)
                .first()
                .asString()
                .contains("3:11");
    }
}
