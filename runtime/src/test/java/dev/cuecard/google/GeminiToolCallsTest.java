package dev.cuecard.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.google.Merged.Reply;
import dev.cuecard.kit.Recordings;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.ToolCallDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Calls of tools, at once or piece by piece. */
class GeminiToolCallsTest {

    private static String call(String members) {
        return Merged.parts("{\"functionCall\":{" + members + "}}");
    }

    /** The pieces of one call between its first and its last. */
    private static Reply streamed(String... pieces) throws Exception {
        List<String> events = new ArrayList<>();
        events.add(call("\"name\":\"f\",\"willContinue\":true"));
        for (String piece : pieces) {
            events.add(call("\"partialArgs\":[" + piece + "],\"willContinue\":true"));
        }
        events.add(call(""));
        events.add(Merged.finish("STOP"));
        return Merged.stream(events.toArray(String[]::new)).first();
    }

    private static String text(String path, String value, boolean more) {
        return "{\"jsonPath\":\"" + path + "\",\"stringValue\":\"" + value + "\""
                + (more ? ",\"willContinue\":true" : "") + "}";
    }

    private static String value(String path, String member) {
        return "{\"jsonPath\":\"" + path + "\"," + member + "}";
    }

    private static JsonNode json(String text) {
        return Recordings.json(text);
    }

    private static boolean isJson(String text) {
        try {
            return json(text).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }

    @Test
    void calls_are_numbered_over_all_events_of_a_candidate() throws Exception {
        Merged merged = Merged.stream(
                Merged.parts(
                        "{\"functionCall\":{\"id\":\"c1\",\"name\":\"f\",\"args\":{ \"a\" : [1.50] }}}",
                        "{\"functionCall\":{\"args\":{},\"name\":\"f\"}}"),
                "{\"candidates\":[{\"index\":1,\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"o\"}}]}}]}",
                call("\"name\":\"g\""));

        assertThat(merged.first().calls)
                .containsExactly(
                        new ToolCallDelta(OptionalInt.of(0), "c1", "f", "{ \"a\" : [1.50] }"),
                        new ToolCallDelta(OptionalInt.of(1), "", "f", "{}"),
                        new ToolCallDelta(OptionalInt.of(2), "", "g", "{}"));
        assertThat(merged.candidate(1).calls).containsExactly(new ToolCallDelta(OptionalInt.of(0), "", "o", "{}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"name\":\"f\",\"args\":null | {}",
                "\"name\":\"f\",\"args\":\"\" | {}",
                "\"name\":\"f\",\"args\":{} | {}",
                "\"name\":\"f\",\"args\":[1] | [1]",
                "\"name\":\"f\",\"args\":\"{\\\"a\\\":1}\" | {\"a\":1}",
                "\"name\":\"f\",\"args\":\"{\\\"a\" | {\"a",
                "\"name\":7,\"args\":{\"a\":1} | {\"a\":1}",
                "\"id\":{},\"name\":\"f\",\"willContinue\":\"yes\" | {}"
            })
    void arguments_are_taken_as_they_are(String members, String arguments) throws Exception {
        assertThat(Merged.stream(call(members)).first().arguments()).containsExactly(arguments);
    }

    @Test
    void a_reply_that_stops_for_a_call_says_so_like_that_of_any_provider() throws Exception {
        FinishReason called = new FinishReason(Kind.TOOL_CALLS, "STOP");

        assertThat(Merged.stream(call("\"name\":\"f\""), Merged.finish("STOP")).first().finishReason)
                .contains(called);
        assertThat(Merged.stream("{\"candidates\":[{\"finishReason\":1,\"content\":{\"parts\":[{\"functionCall\":"
                                + "{\"name\":\"f\"}}]}}]}")
                        .first()
                        .finishReason)
                .contains(new FinishReason(Kind.TOOL_CALLS, "1"));
        assertThat(Merged.stream(call("\"name\":\"f\""), Merged.finish("MAX_TOKENS"))
                        .first()
                        .finishReason)
                .contains(new FinishReason(Kind.LENGTH, "MAX_TOKENS"));
        assertThat(Merged.stream(
                                "{\"candidates\":[{\"index\":1,\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\"}}]}}]}",
                                Merged.finish("STOP"))
                        .first()
                        .finishReason)
                .contains(new FinishReason(Kind.STOP, "STOP"));
    }

    @Test
    void pieces_of_arguments_are_merged_along_their_paths() throws Exception {
        Reply reply = streamed(
                text("$.recipe.name", "Las", true),
                text("$.recipe.name", "agne \\\"al forno\\\"", true),
                text("$.recipe.name", "", false),
                text("$.recipe.steps[0]", "Bake.", false) + "," + text("$.recipe.steps[1]", "Eat.", false),
                value("$.recipe.parts[0].amount", "\"numberValue\":0.50"),
                value("$.recipe.parts[0].fresh", "\"boolValue\":true"),
                value("$.recipe.parts[1].fresh", "\"boolValue\":false"),
                value("$.recipe.parts[1].unit", "\"nullValue\":null"),
                value("$.table[1][0]", "\"numberValue\":-2"),
                value("$.table[0][0]", "\"numberValue\":1e2"),
                value("$['a.b'][\\\"c\\\\u0027\\\\n'd\\\"]", "\"nullValue\":\"NULL_VALUE\""));

        assertThat(reply.calls).hasSize(1);
        assertThat(reply.calls.get(0).name()).isEqualTo("f");
        assertThat(json(reply.arguments().get(0))).isEqualTo(json("""
                {"recipe": {"name": "Lasagne \\"al forno\\"", "steps": ["Bake.", "Eat."],
                   "parts": [{"amount": 0.50, "fresh": true}, {"fresh": false, "unit": null}]},
                 "table": [[1e2], [-2]],
                 "a.b": {"c'\\n'd": null}}
                """));
        assertThat(reply.finishReason).contains(new FinishReason(Kind.TOOL_CALLS, "STOP"));
    }

    @Test
    void a_streamed_call_is_given_as_a_whole_when_it_ends_and_not_before() throws Exception {
        Merged merged = Merged.stream(
                call("\"id\":\"c1\",\"name\":\"f\",\"willContinue\":true"),
                call("\"partialArgs\":[" + text("$.a", "x", true) + "],\"willContinue\":true"),
                call("\"partialArgs\":[" + text("$.a", "", false) + "]"),
                call("\"name\":\"g\",\"willContinue\":true"),
                call(""));

        assertThat(merged.chunks)
                .extracting(chunk -> chunk.delta().toolCalls())
                .containsExactly(
                        List.of(),
                        List.of(),
                        List.of(new ToolCallDelta(OptionalInt.of(0), "c1", "f", "{\"a\":\"x\"}")),
                        List.of(),
                        List.of(new ToolCallDelta(OptionalInt.of(1), "", "g", "{}")));
    }

    @Test
    void a_call_may_begin_and_end_in_one_event_and_candidates_stream_side_by_side() throws Exception {
        Merged merged = Merged.stream(
                "{\"candidates\":["
                        + "{\"index\":0,\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\",\"partialArgs\":["
                        + text("$.a", "x", false) + "]}},{\"functionCall\":{\"name\":\"g\",\"willContinue\":true}}]}},"
                        + "{\"index\":1,\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"h\",\"willContinue\":true}}]}}]}",
                "{\"candidates\":["
                        + "{\"index\":1,\"content\":{\"parts\":[{\"functionCall\":{\"partialArgs\":["
                        + text("$.b", "y", false) + "]}}]}},"
                        + "{\"index\":0,\"content\":{\"parts\":[{\"functionCall\":{\"partialArgs\":["
                        + text("$.c", "z", false) + "]}}]}}]}");

        assertThat(merged.candidate(0).arguments()).containsExactly("{\"a\":\"x\"}", "{\"c\":\"z\"}");
        assertThat(merged.candidate(1).arguments()).containsExactly("{\"b\":\"y\"}");
    }

    @Test
    void arguments_that_come_at_once_join_those_that_come_in_pieces() throws Exception {
        Reply reply = Merged.stream(
                        call("\"name\":\"f\",\"args\":{\"a\":{\"b\":[1,\"x\",null,true,{}]}},\"willContinue\":true"),
                        call("\"partialArgs\":[" + text("$.a.b[1]", "y", false) + ","
                                + value("$.a.b[2].c", "\"numberValue\":1") + "],\"willContinue\":true"),
                        call("\"args\":{\"d\":2}"))
                .first();

        assertThat(json(reply.arguments().get(0)))
                .isEqualTo(json("{\"a\":{\"b\":[1,\"xy\",{\"c\":1},true,{}]},\"d\":2}"));
    }

    @Test
    void a_piece_that_repeats_name_and_id_goes_on_with_its_call() throws Exception {
        Reply reply = Merged.stream(
                        call("\"id\":\"c1\",\"name\":\"f\",\"willContinue\":true"),
                        call("\"id\":\"c1\",\"name\":\"f\",\"partialArgs\":[" + text("$.a", "x", false) + "]"))
                .first();

        assertThat(reply.calls).containsExactly(new ToolCallDelta(OptionalInt.of(0), "c1", "f", "{\"a\":\"x\"}"));
    }

    @Test
    void a_piece_that_ends_nothing_is_none() throws Exception {
        assertThat(Merged.stream(call(""), call("\"willContinue\":true"), call("\"partialArgs\":[]"))
                        .first()
                        .calls)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAX_TOKENS", "STOP", "SAFETY"})
    void a_call_whose_end_never_came_has_arguments_that_nobody_takes_for_whole(String reason) throws Exception {
        for (String pieces : List.of("", "\"partialArgs\":[" + text("$.a", "x", true) + "],")) {
            Merged merged =
                    Merged.stream(call("\"name\":\"f\"," + pieces + "\"willContinue\":true"), Merged.finish(reason));

            assertThat(merged.first().calls).hasSize(1);
            assertThat(merged.first().calls.get(0).name()).isEqualTo("f");
            assertThat(merged.first().arguments().get(0)).startsWith("{");
            assertThat(isJson(merged.first().arguments().get(0))).isFalse();
        }
    }

    @Test
    void a_call_that_another_cuts_short_comes_before_it() throws Exception {
        Reply reply = Merged.stream(
                        call("\"name\":\"f\",\"partialArgs\":[" + text("$.a", "x", true) + "],\"willContinue\":true"),
                        call("\"name\":\"g\",\"args\":{}"))
                .first();

        assertThat(reply.arguments()).containsExactly("{\"a\":\"x\"", "{}");
        assertThat(reply.calls).extracting(ToolCallDelta::index).containsExactly(OptionalInt.of(0), OptionalInt.of(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "$",
                "$.",
                "$..a",
                "$.*",
                "$[*]",
                "$.a[",
                "$.a[]",
                "$.a[-1]",
                "$.a[1:2]",
                "$.a[0",
                "$.a[0x",
                "$['a",
                "$['a'",
                "$['a'x",
                "$['a\\\\",
                "$['a\\\\q']",
                "$['a\\\\u12']",
                "$['a\\\\u12g4']",
                "$x",
                "$[0]",
                "$.a[1000000000]",
                "$.a[999999999]",
                "$.a[99999999999999999999]",
                "$.a[17]",
                "$.list[0].x",
                "$.list.x",
                "$.text.x",
                "$.text[0]",
                "$.list"
            })
    void a_value_without_a_place_breaks_the_call_and_not_the_stream(String path) throws Exception {
        Reply reply = streamed(
                text("$.text", "t", false), value("$.list[0]", "\"numberValue\":1"), value(path, "\"boolValue\":true"));

        assertThat(reply.calls).hasSize(1);
        assertThat(isJson(reply.arguments().get(0))).isFalse();
        assertThat(reply.finishReason).isPresent();
    }

    @Test
    void paths_deeper_than_any_argument_lies_are_no_places() throws Exception {
        Reply fits = streamed(value("$" + ".a".repeat(100), "\"numberValue\":1"));
        Reply tooDeep = streamed(value("$" + "[0]".repeat(100_000), "\"numberValue\":1"));
        Reply justTooDeep = streamed(value("$" + ".a".repeat(101), "\"numberValue\":1"));

        assertThat(isJson(fits.arguments().get(0))).isTrue();
        assertThat(isJson(tooDeep.arguments().get(0))).isFalse();
        assertThat(isJson(justTooDeep.arguments().get(0))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"numberValue\":NaN",
                "\"numberValue\":-Infinity",
                "\"numberValue\":\"1\"",
                "\"stringValue\":1",
                "\"stringValue\":{}",
                "\"boolValue\":\"true\""
            })
    void a_value_that_json_cannot_say_breaks_the_call(String member) throws Exception {
        assertThat(isJson(streamed(value("$.a", member)).arguments().get(0))).isFalse();
    }

    @Test
    void arguments_at_once_that_are_no_object_break_a_streamed_call() throws Exception {
        for (String args : List.of("[1]", "\"{\"", "7")) {
            Reply reply = Merged.stream(call("\"name\":\"f\",\"args\":" + args + ",\"willContinue\":true"), call(""))
                    .first();

            assertThat(isJson(reply.arguments().get(0))).isFalse();
        }
    }

    @Test
    void what_holds_no_value_changes_nothing() throws Exception {
        Reply reply = streamed(
                "{\"jsonPath\":\"$.a\",\"willContinue\":true}",
                "{}",
                "null",
                "7",
                value("$.b", "\"somethingNew\":{}"),
                value("$.c", "\"numberValue\":1"));

        assertThat(reply.arguments()).containsExactly("{\"c\":1}");
    }

    @Test
    void elements_that_are_left_out_are_null_until_they_come() throws Exception {
        assertThat(streamed(value("$.a[2]", "\"numberValue\":1")).arguments()).containsExactly("{\"a\":[null,null,1]}");
        assertThat(streamed(value("$.a[1]", "\"numberValue\":1"), value("$.a[0].b", "\"numberValue\":2"))
                        .arguments())
                .containsExactly("{\"a\":[{\"b\":2},1]}");
    }

    @Test
    void a_text_of_many_pieces_takes_time_in_proportion_to_its_length() throws Exception {
        String piece = text("$.a", "0123456789", true);
        String[] pieces = new String[50_000];
        Arrays.fill(pieces, piece);

        assertThat(streamed(pieces).arguments().get(0)).hasSize(50_000 * 10 + "{\"a\":\"\"}".length());
    }
}
