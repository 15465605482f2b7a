package dev.cuecard.processor.prompty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cuecard.processor.prompty.PromptyFormat.Syntax;
import dev.cuecard.processor.prompty.PromptyInput.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationsTest {

    @Test
    void the_first_generation_loads() {
        PromptyText text = PromptyText.of("""
                ---
                name: Shop Clerk
                description: Answers questions about goods
                authors: [someone]
                model:
                  api: chat
                  configuration:
                    type: azure_openai
                    azure_endpoint: ${env:SHOP_ENDPOINT}
                    azure_deployment: gpt-4o
                    api_key: ${env:SHOP_KEY}
                    api_version: 2024-10-21
                  parameters:
                    max_tokens: 128
                    temperature: 0.2
                    top_p: 1
                    stop: [END, "STOP"]
                    stream: true
                    seed: 42
                    frequency_penalty: 0.5
                    response_format:
                      type: json_object
                    tools:
                      - type: function
                inputs:
                  question:
                    type: string
                    sample: What is this?
                  count:
                    type: number
                    default: 3
                  goods:
                    type: list
                  customer: {type: dict, description: who asks}
                sample:
                  question: Is it red?
                  goods: [a]
                  mood: merry
                template: jinja2
                ---
                system:
                Be brief.
                """);
        Prompty prompty = text.readWithoutFaults();

        assertThat(prompty.name()).isEqualTo("Shop Clerk");
        assertThat(prompty.description()).isEqualTo("Answers questions about goods");
        assertThat(prompty.body()).isEqualTo("system:\nBe brief.");
        PromptyModel model = prompty.model().orElseThrow();
        assertThat(model.id()).contains(at(text, "gpt-4o"));
        assertThat(model.apiType()).contains(at(text, "chat"));
        assertThat(model.provider())
                .contains(new PromptyModel.Provider(
                        "azure", "azure_openai", text.text().indexOf("azure_openai")));
        assertThat(model.connection().endpoint())
                .contains(new Located<>(
                        "${env:SHOP_ENDPOINT}?api-version=2024-10-21",
                        text.text().indexOf("${env:SHOP_ENDPOINT}")));
        assertThat(model.connection().apiKey()).contains(at(text, "${env:SHOP_KEY}"));
        assertThat(model.connection().written().map(YamlValue::toJson).orElse(""))
                .contains("\"api_version\":\"2024-10-21\"");
        checkOptions(model.options());
        assertThat(model.options().maxTokens().orElseThrow().offset())
                .isEqualTo(text.text().indexOf("128"));
        assertThat(model.options().extra())
                .containsExactly(
                        new PromptyModel.Extra(
                                "frequency_penalty", "0.5", text.text().indexOf("frequency_penalty")),
                        new PromptyModel.Extra(
                                "response_format",
                                "{\"type\":\"json_object\"}",
                                text.text().indexOf("response_format")));
        assertThat(prompty.tools()).map(YamlValue::toJson).contains("[{\"type\":\"function\"}]");
        assertThat(prompty.declaresInputs()).isTrue();
        assertThat(prompty.inputsOffset()).isEqualTo(text.text().indexOf("inputs:"));
        assertThat(prompty.inputs())
                .extracting(
                        PromptyInput::name,
                        PromptyInput::kind,
                        input -> json(input.defaultValue()),
                        input -> json(input.example()))
                .containsExactly(
                        tuple("question", Kind.STRING, "", "\"What is this?\""),
                        tuple("count", Kind.NUMBER, "3", ""),
                        tuple("goods", Kind.ARRAY, "", "[\"a\"]"),
                        tuple("customer", Kind.OBJECT, "", ""));
        assertThat(prompty.inputs().get(3).description()).isEqualTo("who asks");
        assertThat(prompty.sampled())
                .extracting(PromptyInput::name, PromptyInput::kind)
                .containsExactly(tuple("mood", Kind.STRING));
        assertThat(prompty.format().syntax()).isEqualTo(Syntax.JINJA2);
    }

    @Test
    void the_generation_between_loads() {
        Prompty prompty = PromptyText.front("""
                        model:
                          id: gpt-4o
                          provider: openai
                          connection:
                            kind: key
                            apiKey: ${env:KEY}
                          options:
                            temperature: 0.2
                            topP: 1.0
                            maxOutputTokens: 128
                            seed: 42
                            stopSequences: [END, STOP]
                            additionalProperties:
                              stream: true
                              logprobs: true
                        inputSchema:
                          properties:
                            firstName:
                              kind: string
                              required: true
                            age: 7
                        outputSchema:
                          properties: {answer: {kind: string}}
                        template:
                          format: mustache
                          parser: prompty""").readWithoutFaults();

        PromptyModel model = prompty.model().orElseThrow();
        checkOptions(model.options());
        assertThat(model.options().extra())
                .extracting(PromptyModel.Extra::name, PromptyModel.Extra::json)
                .containsExactly(tuple("logprobs", "true"));
        assertThat(prompty.inputs())
                .extracting(PromptyInput::name, PromptyInput::kind, PromptyInput::required)
                .containsExactly(tuple("firstName", Kind.STRING, true), tuple("age", Kind.INTEGER, false));
        assertThat(prompty.outputs())
                .map(YamlValue::toJson)
                .contains("{\"properties\":{\"answer\":{\"kind\":\"string\"}}}");
        assertThat(prompty.format().syntax()).isEqualTo(Syntax.MUSTACHE);
    }

    @Test
    void the_generation_of_today_loads() {
        PromptyText text = PromptyText.front("""
                        name: today
                        metadata: {authors: [someone]}
                        model:
                          id: ${env:MODEL:claude-sonnet-4-5}
                          provider: anthropic
                          apiType: chat
                          options: {temperature: 0.2, topP: 1, maxOutputTokens: 0x80, seed: 42, stopSequences: [END, STOP], topK: 5}
                        inputs:
                          - name: history
                            kind: thread
                          - name: photo
                            kind: image
                          - {name: score, kind: float, default: .5, example: 1.}
                          - name: anything
                        outputs:
                          - {name: answer, kind: string}
                        tools:
                          - {name: t, kind: openapi, connection: {apiKey: "${env:WEATHER:demo}"}}
                        template:
                          format: {kind: mustache, strict: true}
                          parser: {kind: prompty}""");
        Prompty prompty = text.readWithoutFaults();

        PromptyModel model = prompty.model().orElseThrow();
        assertThat(model.id()).map(Located::value).contains("${env:MODEL:claude-sonnet-4-5}");
        assertThat(model.options().maxTokens()).map(Located::value).contains(128);
        assertThat(model.options().extra())
                .extracting(PromptyModel.Extra::name, PromptyModel.Extra::json)
                .containsExactly(tuple("top_k", "5"));
        assertThat(prompty.inputs())
                .extracting(PromptyInput::name, PromptyInput::kind, input -> json(input.defaultValue()))
                .containsExactly(
                        tuple("history", Kind.THREAD, ""),
                        tuple("photo", Kind.IMAGE, ""),
                        tuple("score", Kind.FLOAT, "0.5"),
                        tuple("anything", Kind.ANY, ""));
        assertThat(prompty.inputs().get(0).offset()).isEqualTo(text.text().indexOf("history"));
        assertThat(json(prompty.inputs().get(2).example())).isEqualTo("1.0");
        assertThat(prompty.inputs().get(0).kindOffset()).isEqualTo(text.text().indexOf("thread"));
        assertThat(prompty.format().strict()).isTrue();
        assertThat(prompty.format().offset()).hasValue(text.text().indexOf("mustache"));
        assertThat(json(prompty.metadata())).isEqualTo("{\"authors\":[\"someone\"]}");
    }

    private static void checkOptions(PromptyModel.Options options) {
        assertThat(options.temperature()).map(Located::value).contains(0.2);
        assertThat(options.topP()).map(Located::value).contains(1.0);
        assertThat(options.maxTokens()).map(Located::value).contains(128);
        assertThat(options.seed()).map(Located::value).contains(42L);
        assertThat(options.stop()).map(Located::value).contains(List.of("END", "STOP"));
        assertThat(options.stream()).map(Located::value).contains(true);
    }

    @Test
    void a_model_can_be_a_mere_name() {
        PromptyModel model =
                PromptyText.front("model: gpt-4").readWithoutFaults().model().orElseThrow();

        assertThat(model.id()).contains(new Located<>("gpt-4", 11));
        assertThat(model.provider()).isEmpty();
        assertThat(model.options().extra()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "openai, openai", "azure, azure", "azure_openai, azure", "azureopenai, azure", "foundry, azure",
        "anthropic, anthropic", "gemini, google", "google, google", "ollama, ollama", "Mine, Mine"
    })
    void providers_are_known_by_many_words(String word, String name) {
        assertThat(PromptyText.front("model: {id: m, provider: " + word + "}")
                        .readWithoutFaults()
                        .model()
                        .orElseThrow()
                        .provider())
                .contains(new PromptyModel.Provider(name, word, 29));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "configuration: {type: openai, name: gpt-4o, base_url: http://x}",
                "connection: {type: openai, name: gpt-4o, endpoint: http://x}",
                "configuration: {type: serverless, model: gpt-4o, endpoint: http://x, key: k}",
                "connection: {azure_deployment: gpt-4o, azure_endpoint: http://x}"
            })
    void the_first_generation_names_models_in_their_connection(String connection) {
        PromptyModel model = PromptyText.front("model:\n  api: chat\n  " + connection)
                .readWithoutFaults()
                .model()
                .orElseThrow();

        assertThat(model.id()).map(Located::value).contains("gpt-4o");
        assertThat(model.connection().endpoint()).map(Located::value).contains("http://x");
        assertThat(model.provider()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "'endpoint: http://x, api_version: 2024-10-21',            http://x?api-version=2024-10-21",
        "'endpoint: http://x, apiVersion: preview',                http://x?api-version=preview",
        "'endpoint: http://x?a=1, api_version: 2024-10-21',        http://x?a=1"
    })
    void the_version_of_an_api_goes_into_its_address(String connection, String endpoint) {
        PromptyModel model = PromptyText.front("model: {connection: {" + connection + "}}")
                .readWithoutFaults()
                .model()
                .orElseThrow();

        assertThat(model.connection().endpoint()).map(Located::value).contains(endpoint);
    }

    @Test
    void the_name_of_a_connection_with_a_kind_is_no_model() {
        assertThat(PromptyText.front("model: {connection: {kind: reference, name: mine}}")
                        .readWithoutFaults()
                        .model()
                        .orElseThrow()
                        .id())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "template: mustache",
                "template: {type: mustache}",
                "template: {format: mustache}",
                "template: {format: {kind: mustache}}",
                "model: {api: chat}\ntemplate: mustache",
                "model: {api: chat, id: gpt-4}\ntemplate: mustache",
                "model: {configuration: {type: openai}}\ntemplate: mustache"
            })
    void the_syntax_is_named_in_many_ways(String front) {
        assertThat(PromptyText.front(front).readWithoutFaults().format().syntax())
                .isEqualTo(Syntax.MUSTACHE);
    }

    @Test
    void a_mapping_of_inputs_may_give_only_defaults() {
        assertThat(PromptyText.front("inputs: {a: Jane, b: 1, c: 1.5, d: true, e: [1], f: {x: 1}, g: , h: {}}")
                        .readWithoutFaults()
                        .inputs())
                .extracting(PromptyInput::name, PromptyInput::kind, input -> json(input.defaultValue()))
                .containsExactly(
                        tuple("a", Kind.STRING, "\"Jane\""),
                        tuple("b", Kind.INTEGER, "1"),
                        tuple("c", Kind.FLOAT, "1.5"),
                        tuple("d", Kind.BOOLEAN, "true"),
                        tuple("e", Kind.ARRAY, "[1]"),
                        tuple("f", Kind.OBJECT, "{\"x\":1}"),
                        tuple("g", Kind.ANY, ""),
                        tuple("h", Kind.ANY, ""));
    }

    @ParameterizedTest
    @CsvSource({"'', false", "inputs:, false", "inputs: [], true", "inputs: {}, true", "sample: {a: 1}, false"})
    void a_file_need_not_declare_inputs(String front, boolean declares) {
        assertThat(PromptyText.front(front).readWithoutFaults().declaresInputs())
                .isEqualTo(declares);
    }

    @Test
    void unknown_keys_are_ignored_with_what_they_hold() {
        PromptyText.front("$schema: ${file:../x}\nparser: {a: \"${env:}\"}\nversion: 1")
                .readWithoutFaults();
    }

    @Test
    void json_is_what_yaml_means() {
        assertThat(json(PromptyText.front(
                                "metadata: [+1, 007, -0, 0o17, -.5e3, +12.e-1, TRUE, ~, \"a\\\"\\\\\\n\\x01\", 1_0, yes]")
                        .readWithoutFaults()
                        .metadata()))
                .isEqualTo("[1,7,0,15,-0.5e3,12.0e-1,true,null,\"a\\\"\\\\\\n\\u0001\",\"1_0\",\"yes\"]");
    }

    private static Located<String> at(PromptyText text, String value) {
        return new Located<>(value, text.text().indexOf(value));
    }

    private static String json(Optional<YamlValue> value) {
        return value.map(YamlValue::toJson).orElse("");
    }
}
