package dev.cuecard.anthropic;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A content block of a {@link MessageStreamEvent}. At the beginning of a streamed block it is in most cases still empty.
 *
 * <p>No component is ever null; what was left out, or has a wrong type, is empty. {@link #json()} has what no component holds.
 *
 * @see <a href="https://docs.claude.com/en/api/messages">Anthropic API reference, Messages</a>
 */
public sealed interface ContentBlock {

    /**
     * Returns the kind of block.
     *
     * @return the wire's word, {@code tool_use} for one; empty where it does not say
     */
    String type();

    /**
     * Returns the block as it was sent.
     *
     * @return its JSON text, empty where an event that begins a block has none
     */
    String json();

    /**
     * What the model says.
     *
     * @param text the words
     * @param citations what they rest on
     * @param json the block as it was sent
     */
    record Text(Optional<String> text, List<Citation> citations, String json) implements ContentBlock {

        /** Makes a block; the list is copied. */
        public Text {
            Objects.requireNonNull(text, "text");
            citations = List.copyOf(citations);
            Objects.requireNonNull(json, "json");
        }

        @Override
        public String type() {
            return "text";
        }
    }

    /**
     * What the model thinks.
     *
     * @param thinking the thinking, or a summary of it; empty where the request asked for none to be shown
     * @param signature what the API knows the thinking by when it is sent back
     * @param json the block as it was sent
     */
    record Thinking(Optional<String> thinking, Optional<String> signature, String json) implements ContentBlock {

        /** Makes a block. */
        public Thinking {
            Objects.requireNonNull(thinking, "thinking");
            Objects.requireNonNull(signature, "signature");
            Objects.requireNonNull(json, "json");
        }

        @Override
        public String type() {
            return "thinking";
        }
    }

    /**
     * Thinking that is not shown.
     *
     * @param data the thinking, encrypted
     * @param json the block as it was sent
     */
    record RedactedThinking(Optional<String> data, String json) implements ContentBlock {

        /** Makes a block. */
        public RedactedThinking {
            Objects.requireNonNull(data, "data");
            Objects.requireNonNull(json, "json");
        }

        @Override
        public String type() {
            return "redacted_thinking";
        }
    }

    /**
     * A call of one of the caller's tools.
     *
     * @param id the call's id
     * @param name the tool's name
     * @param input the input as JSON text; an empty object where pieces of it are still to come
     * @param caller who calls, the model itself or code that it runs, as JSON text
     * @param json the block as it was sent
     */
    record ToolUse(
            Optional<String> id, Optional<String> name, Optional<String> input, Optional<String> caller, String json)
            implements ContentBlock {

        /** Makes a block. */
        public ToolUse {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(input, "input");
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(json, "json");
        }

        @Override
        public String type() {
            return "tool_use";
        }
    }

    /**
     * A call of a tool that the server runs itself.
     *
     * @param type the kind of block, {@code server_tool_use} or {@code mcp_tool_use}
     * @param id the call's id
     * @param name the tool's name
     * @param serverName the MCP server's name
     * @param input the input as JSON text; an empty object where pieces of it are still to come
     * @param caller who calls, as JSON text
     * @param json the block as it was sent
     */
    record ServerToolUse(
            String type,
            Optional<String> id,
            Optional<String> name,
            Optional<String> serverName,
            Optional<String> input,
            Optional<String> caller,
            String json)
            implements ContentBlock {

        /** Makes a block. */
        public ServerToolUse {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(serverName, "serverName");
            Objects.requireNonNull(input, "input");
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(json, "json");
        }
    }

    /**
     * What a tool returned that the server ran.
     *
     * @param type the kind of block: {@code web_search_tool_result}, {@code code_execution_tool_result} or another that ends
     *     in {@code _tool_result}
     * @param toolUseId the id of the call that it answers
     * @param content what was returned, as JSON text
     * @param isError whether the tool failed
     * @param caller who called, as JSON text
     * @param json the block as it was sent
     */
    record ToolResult(
            String type,
            Optional<String> toolUseId,
            Optional<String> content,
            Optional<Boolean> isError,
            Optional<String> caller,
            String json)
            implements ContentBlock {

        /** Makes a block. */
        public ToolResult {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(toolUseId, "toolUseId");
            Objects.requireNonNull(content, "content");
            Objects.requireNonNull(isError, "isError");
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(json, "json");
        }
    }

    /**
     * A summary that stands for the conversation so far.
     *
     * @param content the summary
     * @param encryptedContent the same, encrypted
     * @param json the block as it was sent
     */
    record Compaction(Optional<String> content, Optional<String> encryptedContent, String json)
            implements ContentBlock {

        /** Makes a block. */
        public Compaction {
            Objects.requireNonNull(content, "content");
            Objects.requireNonNull(encryptedContent, "encryptedContent");
            Objects.requireNonNull(json, "json");
        }

        @Override
        public String type() {
            return "compaction";
        }
    }

    /**
     * A block of a kind that Cuecard does not know.
     *
     * @param type the kind, empty where the wire does not say
     * @param json the block as it was sent
     */
    record Other(String type, String json) implements ContentBlock {

        /** Makes a block. */
        public Other {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(json, "json");
        }
    }
}
