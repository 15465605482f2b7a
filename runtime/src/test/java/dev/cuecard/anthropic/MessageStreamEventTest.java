package dev.cuecard.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.anthropic.MessageStreamEvent.Container;
import dev.cuecard.anthropic.MessageStreamEvent.Delta;
import dev.cuecard.anthropic.MessageStreamEvent.Message;
import dev.cuecard.anthropic.MessageStreamEvent.StopDetails;
import dev.cuecard.anthropic.MessageUsage.CacheCreation;
import dev.cuecard.anthropic.MessageUsage.Iteration;
import dev.cuecard.anthropic.MessageUsage.OutputTokensDetails;
import dev.cuecard.anthropic.MessageUsage.ServerToolUse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The typed raw events. */
class MessageStreamEventTest {

    private static final Message NO_MESSAGE = new Message(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static final MessageUsage NO_USAGE = new MessageUsage(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static MessageStreamEvent event(String json) throws Exception {
        MessageStreamEvent event = Merged.stream(json).chunks.get(0).chunk();
        assertThat(json).contains("\"type\":\"" + event.type() + "\"");
        return event;
    }

    private static ContentBlock block(String json) throws Exception {
        MessageStreamEvent.ContentBlockStart start =
                (MessageStreamEvent.ContentBlockStart) event(Events.blockStart(3, json));
        assertThat(start.index()).hasValue(3);
        ContentBlock block = start.contentBlock();
        assertThat(block.json()).isEqualTo(json);
        return block;
    }

    private static ContentDelta delta(String json) throws Exception {
        MessageStreamEvent.ContentBlockDelta event =
                (MessageStreamEvent.ContentBlockDelta) event(Events.delta(3, json));
        assertThat(event.index()).hasValue(3);
        assertThat(json).contains("\"type\":\"" + event.delta().type() + "\"");
        return event.delta();
    }

    private static <T> Optional<T> is(T value) {
        return Optional.of(value);
    }

    @Test
    void the_beginning_of_a_message_has_every_field() throws Exception {
        assertThat(event(
                        "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
                                + "\"model\":\"claude-x\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}],\"stop_reason\":\"tool_use\","
                                + "\"stop_sequence\":\"END\",\"stop_details\":{\"type\":\"refusal\",\"category\":\"cyber\","
                                + "\"explanation\":\"e\",\"fallback_credit_token\":\"tok\",\"fallback_has_prefill_claim\":true,"
                                + "\"recommended_model\":\"claude-y\"},\"container\":{\"id\":\"c\",\"expires_at\":\"2025-01-01T00:00:00Z\","
                                + "\"skills\":[ {\"a\":1} ]},\"context_management\":{\"applied_edits\":[]},"
                                + "\"input_transformations\":[ ],\"diagnostics\":null,"
                                + "\"usage\":{\"input_tokens\":1,\"output_tokens\":2,\"cache_creation_input_tokens\":3,"
                                + "\"cache_read_input_tokens\":4,\"cache_creation\":{\"ephemeral_5m_input_tokens\":5,"
                                + "\"ephemeral_1h_input_tokens\":6},\"output_tokens_details\":{\"thinking_tokens\":7},"
                                + "\"server_tool_use\":{\"web_search_requests\":8,\"web_fetch_requests\":9},"
                                + "\"iterations\":[{\"type\":\"message\",\"model\":\"claude-x\",\"input_tokens\":10,\"output_tokens\":11,"
                                + "\"cache_creation_input_tokens\":12,\"cache_read_input_tokens\":13,"
                                + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":14}}],\"service_tier\":\"standard\","
                                + "\"inference_geo\":\"global\",\"speed\":\"fast\"}}}"))
                .isEqualTo(new MessageStreamEvent.MessageStart(new Message(
                        is("msg_1"),
                        is("assistant"),
                        is("claude-x"),
                        List.of(new ContentBlock.Text(is("a"), List.of(), "{\"type\":\"text\",\"text\":\"a\"}")),
                        is("tool_use"),
                        is("END"),
                        is(new StopDetails(is("refusal"), is("cyber"), is("e"), is("tok"), is(true), is("claude-y"))),
                        is(new MessageUsage(
                                OptionalLong.of(1),
                                OptionalLong.of(2),
                                OptionalLong.of(3),
                                OptionalLong.of(4),
                                is(new CacheCreation(OptionalLong.of(5), OptionalLong.of(6))),
                                is(new OutputTokensDetails(OptionalLong.of(7))),
                                is(new ServerToolUse(OptionalLong.of(8), OptionalLong.of(9))),
                                List.of(new Iteration(
                                        is("message"),
                                        is("claude-x"),
                                        OptionalLong.of(10),
                                        OptionalLong.of(11),
                                        OptionalLong.of(12),
                                        OptionalLong.of(13),
                                        is(new CacheCreation(OptionalLong.of(14), OptionalLong.empty())))),
                                is("standard"),
                                is("global"),
                                is("fast"))),
                        is(new Container(is("c"), is("2025-01-01T00:00:00Z"), is("[ {\"a\":1} ]"))),
                        is("{\"applied_edits\":[]}"),
                        is("[ ]"),
                        Optional.empty())));
    }

    @Test
    void a_whole_answer_is_a_message() throws Exception {
        assertThat(event("{\"type\":\"message\",\"id\":\"msg_1\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}"))
                .isInstanceOfSatisfying(Message.class, message -> {
                    assertThat(message.id()).contains("msg_1");
                    assertThat(message.content()).hasSize(1);
                });
        assertThat(Merged.whole("{\"content\":[]}").chunks.get(0).chunk()).isEqualTo(NO_MESSAGE);
    }

    @Test
    void blocks_of_every_kind_are_told_apart() throws Exception {
        String json = "{\"type\":\"text\",\"text\":\"a\",\"citations\":null}";
        assertThat(block(json)).isEqualTo(new ContentBlock.Text(is("a"), List.of(), json));
        json = "{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\"s\"}";
        assertThat(block(json)).isEqualTo(new ContentBlock.Thinking(is("t"), is("s"), json));
        json = "{\"type\":\"redacted_thinking\",\"data\":\"d\"}";
        assertThat(block(json)).isEqualTo(new ContentBlock.RedactedThinking(is("d"), json));
        json =
                "{\"type\":\"tool_use\",\"id\":\"i\",\"name\":\"n\",\"input\":{ \"a\" : 1 },\"caller\":{\"type\":\"direct\"}}";
        assertThat(block(json))
                .isEqualTo(new ContentBlock.ToolUse(
                        is("i"), is("n"), is("{ \"a\" : 1 }"), is("{\"type\":\"direct\"}"), json));
        json = "{\"type\":\"server_tool_use\",\"id\":\"i\",\"name\":\"web_search\",\"input\":{},\"caller\":{}}";
        assertThat(block(json))
                .isEqualTo(new ContentBlock.ServerToolUse(
                        "server_tool_use", is("i"), is("web_search"), Optional.empty(), is("{}"), is("{}"), json));
        json = "{\"type\":\"mcp_tool_use\",\"id\":\"i\",\"name\":\"n\",\"server_name\":\"s\",\"input\":{}}";
        assertThat(block(json))
                .isEqualTo(new ContentBlock.ServerToolUse(
                        "mcp_tool_use", is("i"), is("n"), is("s"), is("{}"), Optional.empty(), json));
        json =
                "{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"i\",\"content\":[{\"url\":\"u\"}],\"caller\":{\"a\":1}}";
        assertThat(block(json))
                .isEqualTo(new ContentBlock.ToolResult(
                        "web_search_tool_result",
                        is("i"),
                        is("[{\"url\":\"u\"}]"),
                        Optional.empty(),
                        is("{\"a\":1}"),
                        json));
        json = "{\"type\":\"mcp_tool_result\",\"tool_use_id\":\"i\",\"content\":\"é \\\"x\\\"\",\"is_error\":false}";
        assertThat(block(json))
                .isEqualTo(new ContentBlock.ToolResult(
                        "mcp_tool_result", is("i"), is("\"é \\\"x\\\"\""), is(false), Optional.empty(), json));
        json = "{\"type\":\"compaction\",\"content\":\"c\",\"encrypted_content\":\"e\"}";
        assertThat(block(json)).isEqualTo(new ContentBlock.Compaction(is("c"), is("e"), json));
        json = "{\"type\":\"fallback\",\"from\":{\"model\":\"a\"}}";
        assertThat(block(json)).isEqualTo(new ContentBlock.Other("fallback", json));
        json = "{}";
        assertThat(block(json)).isEqualTo(new ContentBlock.Other("", json));
    }

    @Test
    void every_block_names_its_kind() throws Exception {
        for (String type : List.of(
                "text",
                "thinking",
                "redacted_thinking",
                "tool_use",
                "server_tool_use",
                "mcp_tool_use",
                "code_execution_tool_result",
                "compaction",
                "container_upload")) {
            assertThat(block("{\"x\":[1,{}],\"type\":\"" + type + "\"}").type()).isEqualTo(type);
        }
    }

    @Test
    void deltas_of_every_kind_are_told_apart() throws Exception {
        assertThat(delta("{\"type\":\"text_delta\",\"text\":\"a\"}")).isEqualTo(new ContentDelta.Text(is("a")));
        assertThat(delta("{\"partial_json\":\"{\",\"type\":\"input_json_delta\"}"))
                .isEqualTo(new ContentDelta.InputJson(is("{")));
        assertThat(delta("{\"type\":\"thinking_delta\",\"thinking\":\"t\",\"estimated_tokens\":50}"))
                .isEqualTo(new ContentDelta.Thinking(is("t"), OptionalLong.of(50)));
        assertThat(delta("{\"type\":\"signature_delta\",\"signature\":\"s\"}"))
                .isEqualTo(new ContentDelta.Signature(is("s")));
        assertThat(delta("{\"type\":\"compaction_delta\",\"content\":\"c\",\"encrypted_content\":\"e\"}"))
                .isEqualTo(new ContentDelta.Compaction(is("c"), is("e")));
        assertThat(delta("{\"type\":\"new_delta\",\"x\":1}"))
                .isEqualTo(new ContentDelta.Other("new_delta", "{\"type\":\"new_delta\",\"x\":1}"));
        assertThat(delta("{\"type\":\"citations_delta\"}")).isEqualTo(new ContentDelta.Citations(Optional.empty()));
    }

    @Test
    void citations_have_every_field() throws Exception {
        String all =
                "{\"type\":\"char_location\",\"cited_text\":\"words\",\"document_index\":1,\"document_title\":\"doc\","
                        + "\"file_id\":\"file\",\"start_char_index\":2,\"end_char_index\":3,\"start_page_number\":4,"
                        + "\"end_page_number\":5,\"start_block_index\":6,\"end_block_index\":7,\"search_result_index\":8,"
                        + "\"source\":\"src\",\"title\":\"t\",\"url\":\"u\",\"encrypted_index\":\"enc\",\"new\":[{}]}";
        Citation citation = new Citation(
                is("char_location"),
                is("words"),
                OptionalInt.of(1),
                is("doc"),
                is("file"),
                OptionalInt.of(2),
                OptionalInt.of(3),
                OptionalInt.of(4),
                OptionalInt.of(5),
                OptionalInt.of(6),
                OptionalInt.of(7),
                OptionalInt.of(8),
                is("src"),
                is("t"),
                is("u"),
                is("enc"),
                all);

        assertThat(delta("{\"type\":\"citations_delta\",\"citation\":" + all + "}"))
                .isEqualTo(new ContentDelta.Citations(is(citation)));
        assertThat(block("{\"type\":\"text\",\"text\":\"a\",\"citations\":[7," + all + "]}"))
                .isInstanceOfSatisfying(
                        ContentBlock.Text.class,
                        text -> assertThat(text.citations()).containsExactly(citation));
    }

    @Test
    void the_end_of_block_and_message() throws Exception {
        assertThat(event(Events.blockStop(3))).isEqualTo(new MessageStreamEvent.ContentBlockStop(OptionalInt.of(3)));
        assertThat(event(Events.STOP)).isEqualTo(new MessageStreamEvent.MessageStop());
    }

    @Test
    void a_change_of_the_message_takes_its_delta_from_inside_and_the_rest_from_beside() throws Exception {
        assertThat(event("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"refusal\",\"stop_sequence\":null,"
                        + "\"stop_details\":{\"type\":\"refusal\",\"category\":null,\"fallback_has_prefill_claim\":1},"
                        + "\"container\":{\"id\":\"c\"}},\"usage\":{\"output_tokens\":7},"
                        + "\"context_management\":{\"a\":1},\"input_transformations\":[1]}"))
                .isEqualTo(new MessageStreamEvent.MessageDelta(
                        new Delta(
                                is("refusal"),
                                Optional.empty(),
                                is(new StopDetails(
                                        is("refusal"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty())),
                                is(new Container(is("c"), Optional.empty(), Optional.empty()))),
                        is(new MessageUsage(
                                OptionalLong.empty(),
                                OptionalLong.of(7),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                        is("{\"a\":1}"),
                        is("[1]")));
    }

    @Test
    void an_unknown_event_keeps_its_json() throws Exception {
        String json = "{\"type\":\"something_new\", \"x\":1 }";

        assertThat(event(json)).isEqualTo(new MessageStreamEvent.Other("something_new", json));
        assertThat(Merged.stream("{}").chunks.get(0).chunk()).isEqualTo(new MessageStreamEvent.Other("", "{}"));
    }

    @Test
    void what_is_missing_or_of_a_wrong_type_is_absent() throws Exception {
        for (String message : List.of(
                "",
                ",\"message\":null",
                ",\"message\":{}",
                ",\"message\":{\"id\":1,\"role\":[],"
                        + "\"model\":{},\"content\":5,\"stop_reason\":true,\"stop_sequence\":0,\"stop_details\":[],\"usage\":\"y\","
                        + "\"container\":7,\"context_management\":null}")) {
            assertThat(event("{\"type\":\"message_start\"" + message + "}"))
                    .isEqualTo(new MessageStreamEvent.MessageStart(NO_MESSAGE));
        }
        Delta nothing = new Delta(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        for (String delta : List.of("", ",\"delta\":[]", ",\"delta\":{\"stop_reason\":1}")) {
            assertThat(event("{\"type\":\"message_delta\"" + delta + "}"))
                    .isEqualTo(new MessageStreamEvent.MessageDelta(
                            nothing, Optional.empty(), Optional.empty(), Optional.empty()));
        }
        assertThat(event("{\"type\":\"content_block_start\",\"index\":\"0\",\"content_block\":[]}"))
                .isEqualTo(
                        new MessageStreamEvent.ContentBlockStart(OptionalInt.empty(), new ContentBlock.Other("", "")));
        assertThat(event("{\"type\":\"content_block_delta\"}"))
                .isEqualTo(
                        new MessageStreamEvent.ContentBlockDelta(OptionalInt.empty(), new ContentDelta.Other("", "")));
        assertThat(event("{\"type\":\"content_block_stop\",\"index\":1.5}"))
                .isEqualTo(new MessageStreamEvent.ContentBlockStop(OptionalInt.empty()));
        assertThat(event(
                        "{\"type\":\"message\",\"usage\":{\"input_tokens\":\"1\",\"cache_creation\":5,\"iterations\":{},"
                                + "\"server_tool_use\":[],\"output_tokens_details\":null,\"service_tier\":1}}"))
                .isInstanceOfSatisfying(
                        Message.class, message -> assertThat(message.usage()).contains(NO_USAGE));
    }
}
