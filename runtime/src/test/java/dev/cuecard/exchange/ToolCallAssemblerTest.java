package dev.cuecard.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.message.ToolCall;
import dev.cuecard.stream.ToolCallDelta;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ToolCallAssemblerTest {

    private static ToolCallDelta piece(String id, String name, String arguments) {
        return new ToolCallDelta(OptionalInt.of(0), id, name, arguments);
    }

    private static List<String> calls(ToolCallDelta... fragments) {
        ToolCallAssembler assembler = new ToolCallAssembler();
        for (ToolCallDelta fragment : fragments) {
            assembler.add(fragment);
        }
        assertThat(assembler.brokenArguments()).isEmpty();
        return assembler.complete(true).stream()
                .map(call -> call.name() + call.arguments())
                .toList();
    }

    @Test
    void whole_calls_that_share_an_index_and_have_no_id_are_told_apart() {
        assertThat(calls(piece("", "f", "{\"a\":1}"), piece("", "f", "{\"a\":2}"), piece("", "g", "{}")))
                .containsExactly("f{\"a\":1}", "f{\"a\":2}", "g{}");
        assertThat(calls(piece("", "f", "{\"a\":1}"), piece("", "g", ""), piece("", "", "{\"b\":2}")))
                .containsExactly("f{\"a\":1}", "g{\"b\":2}");
        assertThat(calls(piece("", "f", "{\"a\":1}"), piece("c", "f", "{\"a\":2}")))
                .containsExactly("f{\"a\":1}", "f{\"a\":2}");
    }

    @Test
    void arguments_that_are_null_are_none() {
        assertThat(calls(piece("", "f", "null"), piece("", "", " "))).containsExactly("f{}");
    }

    @Test
    void a_call_that_is_still_without_arguments_is_not_taken_for_one_that_needs_none() {
        ToolCallAssembler assembler = new ToolCallAssembler();
        assembler.add(piece("a", "f", "{}"));
        assembler.add(piece("b", "g", ""));

        assertThat(assembler.complete(false)).extracting(ToolCall::name).containsExactly("f");
        assertThat(assembler.complete(true)).extracting(ToolCall::name).containsExactly("f", "g");
    }

    @Test
    @Timeout(20)
    void many_calls_are_not_looked_through_for_each_fragment() {
        int many = 300_000;
        ToolCallAssembler assembler = new ToolCallAssembler();
        for (int i = 0; i < many; i++) {
            assembler.add(new ToolCallDelta(OptionalInt.of(i), "", "f", "{}"));
        }

        assertThat(assembler.complete(true)).hasSize(many);
    }

    @Test
    void a_name_that_comes_again_begins_no_call_while_the_arguments_are_open() {
        assertThat(calls(
                        piece("", "f", ""), piece("", "f", "{\"a\":\"x}"), piece("", "f", "{y\"}"), piece("", "f", "")))
                .containsExactly("f{\"a\":\"x}{y\"}");
        assertThat(calls(piece("c", "f", "{"), piece("c", "f", "}"), piece("c", "f", " ")))
                .containsExactly("f{} ");
    }
}
