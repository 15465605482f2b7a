package dev.cuecard.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.message.Message;
import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.MockWriter.Reply;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.RefusalException;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.Usage;
import dev.cuecard.testing.MockModel;
import dev.cuecard.testing.Way;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** However a prompt is called and whoever answers, the same answer gives the same result. */
@Timeout(60)
class StreamedAndWholeTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    private static final Usage USAGE = new Usage(
            OptionalLong.of(7), OptionalLong.of(5), OptionalLong.of(12), OptionalLong.empty(), OptionalLong.empty());

    private static final List<ToolCall> CALLS = List.of(
            new ToolCall(Optional.of("call_1"), "look", "{\"at\":[1,\"é\"]}"),
            new ToolCall(Optional.of("call_2"), "see", "{}"));

    private static Reply reply(List<ToolCall> calls, Kind finish) {
        return new Reply("some-model", List.of("It ", "is 😀", "."), "", calls, finish, USAGE, List.of("Let ", "me."));
    }

    static Stream<Arguments> every_protocol_and_way() {
        return Stream.of(Protocol.values())
                .flatMap(protocol -> Stream.of(Way.values()).map(way -> Arguments.of(protocol, way)));
    }

    @ParameterizedTest
    @MethodSource("every_protocol_and_way")
    void text_thinking_and_usage_are_the_same(Protocol protocol, Way way) {
        try (ScriptedServer server = ScriptedServer.answering(protocol.replying(reply(List.of(), Kind.STOP)))) {
            StreamResult result = way.call(protocol.prompt(server, ONCE)).result();

            assertThat(result.text()).isEqualTo("It is 😀.");
            assertThat(result.reasoning()).isEqualTo("Let me.");
            assertThat(result.refusal()).isEmpty();
            assertThat(result.finishReason().map(FinishReason::kind)).contains(Kind.STOP);
            assertThat(result.usage().map(Usage::inputTokens)).contains(OptionalLong.of(7));
            assertThat(result.usage().map(Usage::outputTokens)).contains(OptionalLong.of(5));
            assertThat(result.model()).isNotEmpty();
            assertThat(result.choices()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("every_protocol_and_way")
    void parallel_tool_calls_are_the_same(Protocol protocol, Way way) {
        try (ScriptedServer server = ScriptedServer.answering(protocol.replying(reply(CALLS, Kind.TOOL_CALLS)))) {
            StreamResult result = way.call(protocol.prompt(server, ONCE)).result();

            assertThat(result.toolCalls()).extracting(ToolCall::name).containsExactly("look", "see");
            assertThat((Object) result.toolCalls().get(0).argumentsAs(Map.class))
                    .isEqualTo(Map.of("at", List.of(1, "é")));
            assertThat(result.toolCalls().get(1).arguments()).isEqualTo("{}");
            assertThat(result.finishReason().map(FinishReason::kind)).contains(Kind.TOOL_CALLS);
            assertThat(result.message().toolCalls()).isEqualTo(result.toolCalls());
        }
    }

    @ParameterizedTest
    @MethodSource("every_protocol_and_way")
    void a_reply_that_ran_out_of_tokens_says_so(Protocol protocol, Way way) {
        try (ScriptedServer server = ScriptedServer.answering(protocol.replying(reply(List.of(), Kind.LENGTH)))) {
            StreamResult result = way.call(protocol.prompt(server, ONCE)).result();

            assertThat(result.finishReason().map(FinishReason::kind)).contains(Kind.LENGTH);
            assertThat(result.text()).isEqualTo("It is 😀.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_way_sends_the_same_request_but_for_how_it_is_to_be_answered(Protocol protocol) {
        try (ScriptedServer server = ScriptedServer.answering(protocol.replying(reply(List.of(), Kind.STOP)))) {
            for (Way way : Way.values()) {
                assertThat(way.call(protocol.prompt(server, ONCE)).result().text())
                        .isEqualTo("It is 😀.");
            }

            assertThat(server.requests().stream()
                            .map(request -> request.body()
                                    .replace("\"stream\":true", "\"stream\":false")
                                    .replace(",\"stream_options\":{\"include_usage\":true}", ""))
                            .distinct())
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_streams_although_the_whole_was_asked_for_is_read_all_the_same(Protocol protocol) {
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStreamOf(protocol.streamType());
            for (byte[] event : protocol.provider().mockWriter().stream(reply(CALLS, Kind.TOOL_CALLS))) {
                wire.chunk(event);
            }
            wire.end();
        })) {
            StreamResult result = protocol.prompt(server, ONCE).call();

            assertThat(result.text()).isEqualTo("It is 😀.");
            assertThat(result.toolCalls()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_whole_answer_to_a_request_for_a_stream_is_read_as_one_chunk(Protocol protocol) {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.body(
                200,
                "application/json",
                new String(
                        protocol.provider().mockWriter().whole(reply(CALLS, Kind.TOOL_CALLS)),
                        StandardCharsets.UTF_8)))) {
            StreamResult result = protocol.prompt(server, ONCE).stream().collect();

            assertThat(result.text()).isEqualTo("It is 😀.");
            assertThat(result.toolCalls()).hasSize(2);
            assertThat(result.chunkCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("every_protocol_and_way")
    void a_scripted_refusal_is_a_refusal_where_the_provider_has_any(Protocol protocol, Way way) {
        MockModel mock = MockModel.refusing("I will not.");

        Throwable thrown = way.call(protocol.prompt(mock.client(), ONCE, List.of(Message.user("Hello."))))
                .thrown();

        if (protocol == Protocol.OLLAMA) {
            assertThat(thrown).isInstanceOf(ConfigurationException.class).hasMessageContaining("ollama");
        } else {
            assertThat(thrown).isInstanceOf(RefusalException.class);
            assertThat(((RefusalException) thrown).refusal()).isEqualTo("I will not.");
        }
    }

    @ParameterizedTest
    @MethodSource("every_protocol_and_way")
    void a_scripted_model_answers_for_every_provider(Protocol protocol, Way way) {
        MockModel mock = MockModel.streaming("Test response text").chunkSize(5);

        Way.Outcome outcome = way.call(protocol.prompt(mock.client(), ONCE, List.of(Message.user("Hello."))));

        if (way.streams()) {
            assertThat(outcome.contents()).containsExactly("Test ", "respo", "nse t", "ext");
        }
        assertThat(outcome.result().text()).isEqualTo("Test response text");
        assertThat(outcome.result().usage().map(Usage::outputTokens)).contains(OptionalLong.of(3));
        assertThat(mock.requests()).hasSize(1);
        assertThat(mock.requests().get(0).provider()).isEqualTo(protocol.model().provider());
    }
}
